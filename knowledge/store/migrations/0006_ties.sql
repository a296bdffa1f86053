-- A link may tie two facts: `source` is the fact of `document` that takes up the target (a decision, of a förslag or a
-- yrkande). `rule` says how the tie was found, `confidence` how sure it is, from 0 to 1.
ALTER TABLE links ADD COLUMN source INTEGER REFERENCES facts (id) ON DELETE CASCADE;
ALTER TABLE links ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN confidence REAL NOT NULL DEFAULT 1;
CREATE INDEX links_document ON links (kind, document);
CREATE INDEX links_source ON links (source);
CREATE INDEX links_target ON links (target);

-- Links are made anew by the next ingest.
UPDATE state SET value = '' WHERE key = 'derived';
