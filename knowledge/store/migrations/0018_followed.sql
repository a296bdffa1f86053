-- What is followed until it is closed, each with a running number that it keeps. `said`: a digest of the fact's words, so
-- that a rebuild or a new version of the file finds it again; `words`: the words themselves, to know it again where a
-- new version has changed them a little, and emptied when the document is removed.
CREATE TABLE followed (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT NOT NULL,
    file       TEXT NOT NULL,
    list       TEXT NOT NULL,
    said       TEXT NOT NULL,
    words      TEXT NOT NULL,
    UNIQUE (collection, file, list, said)
);

-- What moved it: one row a move, none ever changed or taken away; undoing is a new row. `subject`: its number.
-- `document`, `page`, `start`, `end`, `quote`, `collection`: the words that speak for it, none where somebody's note does.
-- `suggestion`: which suggestion the move confirms or rejects. Times are ISO, UTC.
CREATE TABLE moves (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    subject    INTEGER NOT NULL REFERENCES followed (number),
    axis       TEXT    NOT NULL CHECK (axis IN ('acceptance', 'implementation', 'owner', 'due', 'suggestion', 'undo')),
    value      TEXT    NOT NULL,
    on_day     TEXT    NOT NULL,
    actor      TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    document   INTEGER,
    collection TEXT,
    page       INTEGER,
    start      INTEGER,
    "end"      INTEGER,
    quote      TEXT    NOT NULL,
    suggestion TEXT,
    undoes     INTEGER REFERENCES moves (id),
    made_at    TEXT    NOT NULL
);
CREATE INDEX moves_subject ON moves (subject, id);
CREATE INDEX moves_made_at ON moves (made_at);
CREATE INDEX moves_document ON moves (document) WHERE document IS NOT NULL;

-- Words may be emptied (the document is removed) or masked (which keeps their length); nothing else of a move changes.
CREATE TRIGGER moves_stay BEFORE DELETE ON moves
BEGIN
    SELECT RAISE(ABORT, 'moves are append-only');
END;
CREATE TRIGGER moves_keep BEFORE UPDATE ON moves
WHEN (NEW.id, NEW.subject, NEW.axis, NEW.on_day, NEW.actor, NEW.role, NEW.made_at)
     IS NOT (OLD.id, OLD.subject, OLD.axis, OLD.on_day, OLD.actor, OLD.role, OLD.made_at)
  OR (NEW.document, NEW.collection, NEW.page, NEW.start, NEW."end", NEW.suggestion, NEW.undoes)
     IS NOT (OLD.document, OLD.collection, OLD.page, OLD.start, OLD."end", OLD.suggestion, OLD.undoes)
  OR (NEW.quote <> '' AND length(NEW.quote) <> length(OLD.quote))
  OR length(NEW.reason) <> length(OLD.reason)
  OR length(NEW.value) <> length(OLD.value)
BEGIN
    SELECT RAISE(ABORT, 'moves are append-only');
END;
