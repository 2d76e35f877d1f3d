-- How far the reader has come in the guide, sealed: readable only with a key that is not in this
-- file.
CREATE TABLE progress (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    sealed BLOB NOT NULL
) STRICT;

-- The newest catalogue that was taken in, as it was published, signature and all.
CREATE TABLE catalogue (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    published BLOB NOT NULL
) STRICT;

-- How asking for a newer catalogue has gone. Moments and spans are in milliseconds.
CREATE TABLE updates (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    -- The latest attempt, and how long after it the next one is due.
    attempted INTEGER NOT NULL CHECK (attempted >= 0),
    wait INTEGER NOT NULL CHECK (wait >= 0),
    -- Attempts since the last one that got an answer.
    failures INTEGER NOT NULL CHECK (failures >= 0),
    -- The server's mark of what it last sent, and where that was from.
    etag TEXT,
    address TEXT,
    -- The highest version that was taken in, what it was (SHA-256), and the public key it was signed
    -- with.
    seen_version INTEGER CHECK (seen_version > 0),
    seen_digest BLOB CHECK (length(seen_digest) = 32),
    seen_key BLOB CHECK (length(seen_key) = 32),
    -- The latest refusal that was told, so that it is told once.
    refused TEXT
) STRICT;
