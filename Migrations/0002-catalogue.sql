-- Law is versioned: a dossier keeps the revision in force when it was filed.
CREATE TABLE procedure_fields (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE procedure_revisions (
  id             INTEGER PRIMARY KEY,
  code           TEXT NOT NULL,
  revision       INTEGER NOT NULL,
  name           TEXT NOT NULL,
  field          TEXT NOT NULL REFERENCES procedure_fields (id),
  performed_by   TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  effective_to   TEXT,
  body           TEXT NOT NULL,
  published_at   INTEGER NOT NULL,
  published_by   INTEGER REFERENCES people (id),
  UNIQUE (code, revision)
);
CREATE INDEX procedure_revisions_in_force ON procedure_revisions (code, effective_from);

CREATE TABLE form_revisions (
  id           INTEGER PRIMARY KEY,
  form         TEXT NOT NULL,
  revision     INTEGER NOT NULL,
  body         TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by INTEGER REFERENCES people (id),
  UNIQUE (form, revision)
);

-- Which procedures a unit's counter receives, published with version and decision number (F003-01), and who
-- answers for each (F002-05).
CREATE TABLE publications (
  agency_id       INTEGER NOT NULL REFERENCES agencies (id),
  code            TEXT NOT NULL,
  decision_number TEXT NOT NULL DEFAULT '',
  decision_day    TEXT NOT NULL DEFAULT '',
  responsible     TEXT NOT NULL DEFAULT '',
  from_day        TEXT NOT NULL,
  to_day          TEXT,
  version         INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (agency_id, code, from_day)
);
CREATE INDEX publications_by_code ON publications (code);
