-- At which minute of the day the people of an agency are told what lies before them.
ALTER TABLE agencies ADD COLUMN digest_minute INTEGER NOT NULL DEFAULT 420;
-- What a person was told on a day; empty where there was nothing to tell.
CREATE TABLE digests (
  person_id INTEGER NOT NULL REFERENCES people (id),
  day       TEXT NOT NULL,
  made_at   INTEGER NOT NULL,
  body      TEXT NOT NULL,
  PRIMARY KEY (person_id, day)
);
CREATE INDEX digests_by_day ON digests (day);
-- Letters by e-mail: kept until the mail server has taken them, and for a while after.
CREATE TABLE letters (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  address   TEXT NOT NULL,
  subject   TEXT NOT NULL,
  body      TEXT NOT NULL,
  made_at   INTEGER NOT NULL,
  -- When to try next; nothing once it is taken or given up.
  next_at   INTEGER,
  tries     INTEGER NOT NULL DEFAULT 0,
  taken_at  INTEGER,
  failure   TEXT NOT NULL DEFAULT ''
);
CREATE INDEX letters_waiting ON letters (next_at) WHERE next_at IS NOT NULL;
-- Since when a file is known to be lost or unreadable.
ALTER TABLE attachments ADD COLUMN damaged_at INTEGER;
CREATE INDEX attachments_damaged ON attachments (dossier_id) WHERE damaged_at IS NOT NULL;
