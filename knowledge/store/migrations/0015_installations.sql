-- Who has installed the bot (Slack's workspaces). sealed: tokens and the rest, encrypted with a key that is not in this file.
CREATE TABLE installations (
    platform TEXT NOT NULL,
    team     TEXT NOT NULL,
    sealed   TEXT NOT NULL,
    PRIMARY KEY (platform, team)
) WITHOUT ROWID;
-- Installations that somebody has begun and not finished. state: a digest; until: seconds since 1970.
CREATE TABLE install_states (
    state TEXT    NOT NULL PRIMARY KEY,
    until INTEGER NOT NULL
) WITHOUT ROWID;
