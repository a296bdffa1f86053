-- What was removed, what could not be read, what a watched folder holds, and which rules made a document's facts.

-- The fingerprint of the rules that made the facts of this version; NULL where they are older than fingerprints.
ALTER TABLE documents ADD COLUMN rules TEXT;

-- One row a removed document, by the id of its newest version. It keeps no name, title or text.
CREATE TABLE removals (
    id         INTEGER PRIMARY KEY,
    collection TEXT    NOT NULL,
    versions   INTEGER NOT NULL,
    removed_on TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    changed    INTEGER NOT NULL
);
CREATE INDEX removals_changed ON removals (changed);

-- Digests of what was removed: of the files' bytes, and of their letters and digits alone.
CREATE TABLE removed_contents (
    digest  TEXT    NOT NULL,
    removal INTEGER NOT NULL REFERENCES removals (id) ON DELETE CASCADE,
    PRIMARY KEY (digest, removal)
) WITHOUT ROWID;

-- Removed content that was let into a collection again, on purpose.
CREATE TABLE readmitted (
    digest     TEXT NOT NULL,
    collection TEXT NOT NULL,
    PRIMARY KEY (digest, collection)
) WITHOUT ROWID;

-- Files that could not be read when they were last tried. `path`: where the file lay then.
CREATE TABLE failures (
    collection TEXT NOT NULL,
    file       TEXT NOT NULL,
    path       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    failed_at  TEXT NOT NULL,
    PRIMARY KEY (collection, file)
) WITHOUT ROWID;

-- A watched folder and each file as the watcher last settled it.
CREATE TABLE watches (
    folder     TEXT    NOT NULL,
    collection TEXT    NOT NULL,
    started_at TEXT    NOT NULL,
    looked_at  TEXT    NOT NULL,
    reachable  INTEGER NOT NULL CHECK (reachable IN (0, 1)),
    PRIMARY KEY (folder, collection)
) WITHOUT ROWID;
CREATE TABLE watched_files (
    folder     TEXT    NOT NULL,
    collection TEXT    NOT NULL,
    file       TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    mtime      INTEGER NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('held', 'failed', 'blocked', 'gone')),
    PRIMARY KEY (folder, collection, file)
) WITHOUT ROWID;
