-- Facts that a registrator has hidden because they are wrong. `said`: a digest of what the fact says, its place aside,
-- so that neither a rebuild nor the next version of the file brings it back. `report`: what led to it.
CREATE TABLE hidden_facts (
    id         INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    file       TEXT NOT NULL,
    list       TEXT NOT NULL,
    said       TEXT NOT NULL,
    hidden_at  TEXT NOT NULL,
    report     INTEGER REFERENCES reports (id)
);
CREATE INDEX hidden_facts_file ON hidden_facts (collection, file);

-- Where whoever reported is answered; forgotten once they are.
ALTER TABLE reports ADD COLUMN reply_to TEXT;
