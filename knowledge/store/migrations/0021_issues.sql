-- Issues that wait for a registrator's approval. asked: the place where they are asked; snapshot: the answer as JSON,
-- forgotten when it is settled; by: who settled it.
CREATE TABLE approvals (
    id            INTEGER PRIMARY KEY,
    place         TEXT    NOT NULL,
    asked         TEXT    NOT NULL,
    owner_place   TEXT,
    period        TEXT    NOT NULL,
    subscriptions TEXT    NOT NULL,
    snapshot      TEXT,
    made_at       INTEGER NOT NULL,
    settled       TEXT    CHECK (settled IN ('approved', 'stopped')),
    by            TEXT,
    CHECK ((snapshot IS NULL) = (settled IS NOT NULL)),
    UNIQUE (place, period)
);

-- The change number at which this version came in; making its facts anew does not move it, as it does `changed`.
ALTER TABLE documents ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_came ON documents (came) WHERE newest = 1;
