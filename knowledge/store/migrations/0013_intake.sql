-- Files that somebody dropped into a chat and that wait for a decision, for a day (bot/intake). who: a keyed digest of
-- their platform id, never the id; file: the name as it is shown, identity numbers masked; path: where its bytes lie;
-- over: the origin of the document that it is a newer version of; state: waiting, taken, added or discarded.
CREATE TABLE intake (
    id          TEXT    PRIMARY KEY,
    who         TEXT    NOT NULL,
    file        TEXT    NOT NULL,
    digest      TEXT    NOT NULL,
    path        TEXT    NOT NULL,
    over        TEXT,
    received_at INTEGER NOT NULL,
    state       TEXT    NOT NULL DEFAULT 'waiting',
    taken_at    INTEGER
);
CREATE INDEX intake_received ON intake (received_at);
