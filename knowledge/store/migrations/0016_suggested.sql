-- What a tie says of its target beyond that there is one: "implementation=genomförd" of a suggestion; else empty.
ALTER TABLE links ADD COLUMN value TEXT NOT NULL DEFAULT '';

-- Links are made anew by the next ingest.
UPDATE state SET value = '' WHERE key = 'derived';
