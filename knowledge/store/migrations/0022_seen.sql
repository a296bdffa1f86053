-- What whoever reports saw, where the answer has changed since: when it was given, and how it began. NULL where it has
-- not.
ALTER TABLE reports ADD COLUMN given_at TEXT;
ALTER TABLE reports ADD COLUMN seen TEXT;
