-- New ties: what a case began with (origin), recommendations that come back (recurs), what takes up a promise (trace).
-- They are made by the next ingest.
UPDATE state SET value = '' WHERE key = 'derived';
