-- A subscription is to what is wanted (bodies, cases, words …) or, as before, to a question. place: where it is told;
-- number: what it is called there; owner: who made it, and owner_place: where they alone are told; NULL where unknown.
-- wanted, rhythm, manner: JSON (bot/follow_up/watch/model.py). ticket, print: of a question. paused: why it rests.
-- told_until: seconds since 1970, and seen: the record's change number, up to which it was told.
CREATE TABLE watched (
    id          INTEGER PRIMARY KEY,
    place       TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    owner       TEXT,
    owner_place TEXT,
    said        TEXT    NOT NULL,
    wanted      TEXT,
    ticket      TEXT,
    print       TEXT,
    rhythm      TEXT    NOT NULL,
    manner      TEXT    NOT NULL,
    paused      TEXT    CHECK (paused IN ('asked', 'undeliverable')),
    told_until  INTEGER NOT NULL,
    seen        INTEGER NOT NULL,
    made_at     INTEGER NOT NULL,
    CHECK ((wanted IS NULL) <> (ticket IS NULL)),
    CHECK ((ticket IS NULL) = (print IS NULL)),
    UNIQUE (place, number)
);
-- Those that are there keep the number by which their place knows them.
INSERT INTO watched (id, place, number, said, ticket, print, rhythm, manner, told_until, seen, made_at)
SELECT id, place, id, question, ticket, print, '{"every":"at once"}', '{}', made_at,
       (SELECT CAST(value AS INTEGER) FROM state WHERE key = 'change'), made_at FROM subscriptions;
DROP TABLE subscriptions;
ALTER TABLE watched RENAME TO subscriptions;
CREATE UNIQUE INDEX subscriptions_wanted ON subscriptions (place, wanted) WHERE wanted IS NOT NULL;
CREATE UNIQUE INDEX subscriptions_asked ON subscriptions (place, said) WHERE ticket IS NOT NULL;

-- The last number that a place has given: one that was ended never comes back as another.
CREATE TABLE subscription_numbers (
    place  TEXT    NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO subscription_numbers (place, number) SELECT place, max(number) FROM subscriptions GROUP BY place;
