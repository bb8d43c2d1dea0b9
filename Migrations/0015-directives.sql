-- Dated demands of an office above to units, with their replies (letters 002, 004).
CREATE TABLE directives (
  id         INTEGER PRIMARY KEY,
  agency_id  INTEGER NOT NULL REFERENCES agencies (id),
  number     TEXT NOT NULL,
  day        TEXT NOT NULL,
  title      TEXT NOT NULL,
  body       TEXT NOT NULL,
  issued_by  INTEGER NOT NULL REFERENCES people (id),
  issued_at  INTEGER NOT NULL,
  -- When the office above was told of the units that still fail.
  reported_at INTEGER,
  reported_by INTEGER REFERENCES people (id)
);
CREATE INDEX directives_by_agency ON directives (agency_id, id);
-- What each named unit owes: who answers for it there, by when, what it replied and what was thought of it.
CREATE TABLE directive_tasks (
  directive_id INTEGER NOT NULL REFERENCES directives (id),
  agency_id    INTEGER NOT NULL REFERENCES agencies (id),
  due          TEXT NOT NULL,
  leader       TEXT NOT NULL,
  department   TEXT NOT NULL,
  person       TEXT NOT NULL,
  reply        TEXT NOT NULL DEFAULT '',
  replied_by   INTEGER REFERENCES people (id),
  replied_at   INTEGER,
  verdict      TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'accepted', 'sent-back')),
  verdict_words TEXT NOT NULL DEFAULT '',
  judged_by    INTEGER REFERENCES people (id),
  judged_at    INTEGER,
  version      INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (directive_id, agency_id)
);
CREATE INDEX directive_tasks_by_agency ON directive_tasks (agency_id, directive_id);
CREATE TABLE directive_files (
  id           INTEGER PRIMARY KEY,
  directive_id INTEGER NOT NULL,
  agency_id    INTEGER NOT NULL,
  sha256       TEXT NOT NULL,
  size         INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  filename     TEXT NOT NULL,
  added_by     INTEGER NOT NULL REFERENCES people (id),
  added_at     INTEGER NOT NULL,
  FOREIGN KEY (directive_id, agency_id) REFERENCES directive_tasks (directive_id, agency_id)
);
CREATE INDEX directive_files_by_task ON directive_files (directive_id, agency_id);
CREATE INDEX directive_files_by_content ON directive_files (sha256);
