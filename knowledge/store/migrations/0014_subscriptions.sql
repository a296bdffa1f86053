-- Questions that somebody wants to be told of when their answer changes. place: the channel or conversation that is
-- told; ticket: the question as it was understood; print: of the answer that they were told last.
CREATE TABLE subscriptions (
    id       INTEGER PRIMARY KEY,
    place    TEXT    NOT NULL,
    question TEXT    NOT NULL,
    ticket   TEXT    NOT NULL,
    print    TEXT    NOT NULL,
    made_at  INTEGER NOT NULL,
    UNIQUE (place, question)
);
