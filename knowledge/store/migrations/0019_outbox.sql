-- What goes out: one row a channel, period and kind. Times are seconds since 1970.
ALTER TABLE deliveries RENAME TO deliveries_before;
CREATE TABLE deliveries (
    id            INTEGER PRIMARY KEY,
    -- what the platform is given to know the message by, and names nobody
    key           TEXT    NOT NULL UNIQUE,
    kind          TEXT    NOT NULL,
    channel       TEXT    NOT NULL,
    period        TEXT    NOT NULL,
    -- the ids of the subscriptions whose issue it is, as a JSON list; owner: the place that is told where the channel takes nothing
    subscriptions TEXT    NOT NULL DEFAULT '[]',
    owner         TEXT,
    -- the answer as it was composed, as JSON; NULL when it is no longer needed, or its document was removed
    snapshot      TEXT,
    state         TEXT    NOT NULL CHECK (state IN ('waiting', 'leased', 'sent', 'failed', 'suspended')),
    -- who sends it now, and until when nobody else may
    holder        TEXT,
    lease         INTEGER,
    tries         INTEGER NOT NULL DEFAULT 0,
    -- how often the channel itself took nothing (archived, removed)
    refusals      INTEGER NOT NULL DEFAULT 0,
    next_try      INTEGER NOT NULL,
    message       TEXT,
    -- unclear: it may be there already, from a try whose outcome is unknown; marked: it was sent with a word about that
    unclear       INTEGER NOT NULL DEFAULT 0 CHECK (unclear IN (0, 1)),
    marked        INTEGER NOT NULL DEFAULT 0 CHECK (marked IN (0, 1)),
    reason        TEXT,
    made_at       INTEGER NOT NULL,
    sent_at       INTEGER,
    -- the delivery whose message it takes the place of; corrected: when that was done to this one
    corrects      INTEGER,
    corrected     INTEGER,
    UNIQUE (channel, period, kind)
);
CREATE INDEX deliveries_open ON deliveries (channel, id) WHERE state IN ('waiting', 'leased');
CREATE INDEX deliveries_state ON deliveries (state);
-- What was under way or had failed has no snapshot: whoever composes it anew fills the row.
INSERT INTO deliveries (key, kind, channel, period, state, tries, next_try, unclear, reason, made_at, sent_at)
SELECT lower(hex(randomblob(16))), kind, channel, period, CASE state WHEN 'sent' THEN 'sent' ELSE 'failed' END,
       tries, claimed, state = 'under way', reason, claimed, CASE state WHEN 'sent' THEN claimed END
FROM deliveries_before;
DROP TABLE deliveries_before;
