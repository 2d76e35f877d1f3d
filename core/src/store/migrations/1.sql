-- Settings, the history of outcomes, and what the person has been told. No column can hold a code
-- or a message. Moments are milliseconds since 1970.

-- "KBRO": tells a file of Kodebro from that of another program.
PRAGMA application_id = 0x4B42524F;

CREATE TABLE settings (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    language TEXT CHECK (language IN ('da', 'en')),
    consent_explained INTEGER NOT NULL CHECK (consent_explained IN (0, 1)),
    wait_ends INTEGER CHECK (wait_ends >= 0),
    code_was_shown INTEGER NOT NULL CHECK (code_was_shown IN (0, 1))
) STRICT;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL CHECK (at >= 0),
    kind TEXT NOT NULL
) STRICT;

CREATE TABLE told (
    notice TEXT PRIMARY KEY CHECK (notice = 'set_aside')
) STRICT;
