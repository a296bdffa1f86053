-- What somebody has asked in private, for their own App Home. who: a keyed digest of their platform id, never the id;
-- ticket: the question as it was understood (bot/buttons/ticket.py). Kept for thirty days.
CREATE TABLE history (
    id       INTEGER PRIMARY KEY,
    who      TEXT    NOT NULL,
    asked_at INTEGER NOT NULL,
    question TEXT    NOT NULL,
    ticket   TEXT    NOT NULL
);
CREATE INDEX history_who ON history (who, id);
CREATE INDEX history_asked ON history (asked_at);
