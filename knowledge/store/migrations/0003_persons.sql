-- Derived: people who are written in more than one way, and the mentions that are theirs. Rebuilt by ingest.

CREATE TABLE persons (
    id         INTEGER PRIMARY KEY,
    confidence REAL NOT NULL,
    evidence   TEXT NOT NULL
);

CREATE TABLE person_names (
    name     TEXT    NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    person   INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    PRIMARY KEY (name, document, person)
) WITHOUT ROWID;
CREATE INDEX person_names_person ON person_names (person, document, name);
CREATE INDEX person_names_document ON person_names (document);
