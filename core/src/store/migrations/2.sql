-- Whether a code stood on the clipboard, so that the next start clears it.
ALTER TABLE settings ADD COLUMN
    code_on_clipboard INTEGER NOT NULL DEFAULT 0 CHECK (code_on_clipboard IN (0, 1));
