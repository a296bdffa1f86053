-- What was asked stands beside its event until it is answered (body), so that a killed process loses no question.
-- Afterwards the id alone is kept.
ALTER TABLE events ADD COLUMN body TEXT;
CREATE INDEX events_unanswered ON events (seen) WHERE body IS NOT NULL;
