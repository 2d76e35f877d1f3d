-- One row of settings, and the history of outcomes. No column can hold a code or a message.
CREATE TABLE settings (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    language TEXT CHECK (language IN ('da', 'en')),
    consent_explained INTEGER NOT NULL CHECK (consent_explained IN (0, 1)),
    -- Milliseconds since 1970.
    wait_ends INTEGER,
    code_was_shown INTEGER NOT NULL CHECK (code_was_shown IN (0, 1))
) STRICT;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    -- Milliseconds since 1970.
    at INTEGER NOT NULL,
    kind TEXT NOT NULL
) STRICT;
