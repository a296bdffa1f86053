-- Where a document's file lies: its resolved path, by which a changed file is known. Never shown to readers; NULL in rows
-- from before, which take that of the first file of their name or content.
ALTER TABLE documents ADD COLUMN origin TEXT;
CREATE UNIQUE INDEX documents_origin ON documents (collection, origin) WHERE newest = 1 AND origin IS NOT NULL;
-- The change number at which links and persons were made; they are made anew whenever it lags.
INSERT INTO state VALUES ('derived', '');
