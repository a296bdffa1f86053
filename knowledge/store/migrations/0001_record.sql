-- The record: documents in versions, their pages, their facts, and what facts are found by.
-- An applied migration is never edited; what changes is a new file with the next number.

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO state VALUES ('change', '0');
INSERT INTO state VALUES ('identity', lower(hex(randomblob(8))));

-- One row a version. A file in a collection has one newest version. `day`: its meeting's day, else its own date.
-- `changed`: the change number that wrote the row or put a newer version in its place.
CREATE TABLE documents (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    collection   TEXT    NOT NULL,
    file         TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    newest       INTEGER NOT NULL CHECK (newest IN (0, 1)),
    digest       TEXT    NOT NULL,
    media_type   TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    body         TEXT,
    body_folded  TEXT,
    municipality TEXT,
    date         TEXT,
    day          TEXT,
    case_numbers TEXT    NOT NULL,
    adjusted_on  TEXT,
    info         TEXT    NOT NULL,
    ingested_at  TEXT    NOT NULL,
    changed      INTEGER NOT NULL,
    UNIQUE (collection, file, version)
);
CREATE UNIQUE INDEX documents_newest ON documents (collection, file) WHERE newest = 1;
CREATE INDEX documents_day ON documents (newest, day DESC, id DESC);
CREATE INDEX documents_body ON documents (body_folded, newest, day DESC, id DESC);
CREATE INDEX documents_changed ON documents (changed);

CREATE TABLE pages (
    document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    number    INTEGER,
    text      TEXT    NOT NULL,
    furniture TEXT    NOT NULL,
    PRIMARY KEY (document, ordinal)
);

CREATE TABLE facts (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    list     TEXT    NOT NULL,
    ordinal  INTEGER NOT NULL,
    item     TEXT,
    json     TEXT    NOT NULL
);
CREATE UNIQUE INDEX facts_document ON facts (document, list, ordinal);
CREATE INDEX facts_list ON facts (list, document);

-- What a fact is found by. `via`: the fact names the case itself (own), its agenda item does, or its document does.
CREATE TABLE fact_cases (
    fact    INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    list    TEXT    NOT NULL,
    year    INTEGER NOT NULL,
    serial  INTEGER NOT NULL,
    unit    TEXT,
    printed TEXT    NOT NULL,
    via     TEXT    NOT NULL CHECK (via IN ('own', 'item', 'document'))
);
CREATE INDEX fact_cases_key ON fact_cases (year, serial, list, unit, fact);
CREATE INDEX fact_cases_fact ON fact_cases (fact);

CREATE TABLE fact_bodies (
    body TEXT    NOT NULL,
    list TEXT    NOT NULL,
    fact INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    PRIMARY KEY (body, list, fact)
) WITHOUT ROWID;
CREATE INDEX fact_bodies_fact ON fact_bodies (fact);

CREATE TABLE fact_names (
    name TEXT    NOT NULL,
    list TEXT    NOT NULL,
    fact INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    PRIMARY KEY (name, list, fact)
) WITHOUT ROWID;
CREATE INDEX fact_names_fact ON fact_names (fact);

-- Every case that a document or one of its facts names.
CREATE TABLE document_cases (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    year     INTEGER NOT NULL,
    serial   INTEGER NOT NULL,
    unit     TEXT,
    printed  TEXT    NOT NULL
);
CREATE INDEX document_cases_key ON document_cases (year, serial, unit, document);
CREATE INDEX document_cases_document ON document_cases (document);

-- Every person that a document names. `meeting`: as the meeting's chair, secretary or adjuster.
CREATE TABLE document_names (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    name     TEXT    NOT NULL,
    written  TEXT    NOT NULL,
    meeting  INTEGER NOT NULL,
    PRIMARY KEY (document, name, written, meeting)
) WITHOUT ROWID;

CREATE TABLE meetings (
    document    INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    body_folded TEXT,
    date        TEXT,
    json        TEXT NOT NULL
);
CREATE INDEX meetings_body ON meetings (body_folded, date DESC);
CREATE INDEX meetings_date ON meetings (date DESC);

-- Derived ties; the quote is a slice of the page, cut when the link is stored.
CREATE TABLE links (
    kind     TEXT    NOT NULL,
    target   INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page     INTEGER,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    quote    TEXT    NOT NULL
);
CREATE INDEX links_kind ON links (kind, target);

-- What came in, where the bot is, and what went out. Times are seconds since 1970.
CREATE TABLE events (
    event TEXT PRIMARY KEY,
    seen  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_seen ON events (seen);

CREATE TABLE conversations (
    platform     TEXT NOT NULL,
    conversation TEXT NOT NULL,
    reference    TEXT NOT NULL,
    PRIMARY KEY (platform, conversation)
) WITHOUT ROWID;

CREATE TABLE deliveries (
    channel TEXT    NOT NULL,
    period  TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    state   TEXT    NOT NULL CHECK (state IN ('under way', 'sent', 'failed')),
    claimed INTEGER NOT NULL,
    tries   INTEGER NOT NULL,
    reason  TEXT,
    PRIMARY KEY (channel, period, kind)
) WITHOUT ROWID;
