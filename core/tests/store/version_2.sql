PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
PRAGMA application_id = 1262637647;
PRAGMA user_version = 2;
CREATE TABLE settings (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    language TEXT CHECK (language IN ('da', 'en')),
    consent_explained INTEGER NOT NULL CHECK (consent_explained IN (0, 1)),
    wait_ends INTEGER CHECK (wait_ends >= 0),
    code_was_shown INTEGER NOT NULL CHECK (code_was_shown IN (0, 1))
, code_on_clipboard INTEGER NOT NULL DEFAULT 0 CHECK (code_on_clipboard IN (0, 1))) STRICT;
INSERT INTO settings VALUES(1,'en',1,1800000300000,0,0);
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL CHECK (at >= 0),
    kind TEXT NOT NULL
) STRICT;
INSERT INTO history VALUES(1,1800000000001,'wait_started');
INSERT INTO history VALUES(2,1800000000002,'code_shown');
CREATE TABLE told (
    notice TEXT PRIMARY KEY CHECK (notice = 'set_aside')
) STRICT;
COMMIT;
