-- What people have reported as wrong in an answer. No name: who reported is not kept. `answer`: the answer's id;
-- `open`: what of it stands in the open collection alone, as everyone may read it (0 where some of it does not).
CREATE TABLE reports (
    id          INTEGER PRIMARY KEY,
    answer      TEXT    NOT NULL,
    reported_at TEXT    NOT NULL,
    platform    TEXT    NOT NULL,
    question    TEXT    NOT NULL,
    lead        TEXT    NOT NULL,
    citations   TEXT    NOT NULL,
    open        INTEGER NOT NULL,
    comment     TEXT    NOT NULL,
    settled_at  TEXT,
    settlement  TEXT
);
CREATE INDEX reports_waiting ON reports (settled_at, id);
