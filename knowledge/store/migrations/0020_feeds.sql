-- Secret links to a calendar and a feed. who: a keyed digest of a platform id, never the id; id: what the link is derived
-- from with a key that is not in this file, so that no link can be made of a backup.
CREATE TABLE feeds (
    who     TEXT    PRIMARY KEY,
    id      TEXT    NOT NULL UNIQUE,
    made_at INTEGER NOT NULL
) WITHOUT ROWID;
