-- Times are whole seconds since 1970 UTC; days are texts "yyyy-mm-dd"; names ending in _folded are lower case
-- without diacritics, for search.

CREATE TABLE agencies (
  id             INTEGER PRIMARY KEY,
  parent_id      INTEGER REFERENCES agencies (id),
  kind           TEXT NOT NULL CHECK (kind IN ('province', 'district', 'commune', 'department')),
  name           TEXT NOT NULL,
  short_name     TEXT NOT NULL,
  code           TEXT NOT NULL UNIQUE,
  code_old       TEXT,
  effective_from TEXT NOT NULL,
  effective_to   TEXT,
  official_from  TEXT,
  address        TEXT NOT NULL DEFAULT '',
  phone          TEXT NOT NULL DEFAULT '',
  email          TEXT NOT NULL DEFAULT '',
  responsible    TEXT NOT NULL DEFAULT '',
  version        INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX agencies_by_parent ON agencies (parent_id);

-- The law that rules an agency, by date (decision 5).
CREATE TABLE agency_regimes (
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  from_day  TEXT NOT NULL,
  regime    TEXT NOT NULL CHECK (regime IN ('nd61', 'nd118')),
  PRIMARY KEY (agency_id, from_day)
);

-- Shifts per agency and season; the body is the description that the calendar engine reads.
CREATE TABLE agency_hours (
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  from_day  TEXT NOT NULL,
  body      TEXT NOT NULL,
  version   INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (agency_id, from_day)
);

CREATE TABLE calendars (
  version      TEXT PRIMARY KEY,
  body         TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by INTEGER
);

-- A person has one account (F000-05). Citizens' identity is self-declared until a counter binds it (decision 1).
CREATE TABLE people (
  id                   INTEGER PRIMARY KEY,
  kind                 TEXT NOT NULL CHECK (kind IN ('staff', 'citizen')),
  login                TEXT NOT NULL UNIQUE,
  password             TEXT NOT NULL,
  must_change_password INTEGER NOT NULL DEFAULT 0,
  is_demo              INTEGER NOT NULL DEFAULT 0,
  name                 TEXT NOT NULL,
  name_folded          TEXT NOT NULL,
  title                TEXT NOT NULL DEFAULT '',
  phone                TEXT NOT NULL DEFAULT '',
  email                TEXT NOT NULL DEFAULT '',
  identity_kind        TEXT,
  identity_number      TEXT,
  address              TEXT NOT NULL DEFAULT '',
  bound_at             INTEGER,
  bound_by             INTEGER REFERENCES people (id),
  bound_agency         INTEGER REFERENCES agencies (id),
  -- What the citizen had declared before; the account is that again when a wrong binding is undone.
  declared_name            TEXT,
  declared_identity_kind   TEXT,
  declared_identity_number TEXT,
  created_at           INTEGER NOT NULL,
  locked_at            INTEGER,
  version              INTEGER NOT NULL DEFAULT 1
);

-- An identity is bound to one account (decision 1).
CREATE UNIQUE INDEX people_bound ON people (identity_kind, identity_number) WHERE bound_at IS NOT NULL;
CREATE INDEX people_by_phone ON people (phone) WHERE phone <> '';
CREATE INDEX people_by_email ON people (email) WHERE email <> '';
CREATE INDEX people_of_demo ON people (id) WHERE is_demo = 1;

CREATE TABLE grants (
  id         INTEGER PRIMARY KEY,
  person_id  INTEGER NOT NULL REFERENCES people (id),
  role       TEXT NOT NULL,
  agency_id  INTEGER NOT NULL REFERENCES agencies (id),
  fields     TEXT NOT NULL DEFAULT '',
  granted_by INTEGER REFERENCES people (id),
  granted_at INTEGER NOT NULL,
  revoked_by INTEGER REFERENCES people (id),
  revoked_at INTEGER
);
CREATE INDEX grants_by_person ON grants (person_id) WHERE revoked_at IS NULL;
CREATE INDEX grants_by_agency ON grants (agency_id, role) WHERE revoked_at IS NULL;

-- Only the hash of the token is kept.
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  person_id  INTEGER NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  device     TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Slowing is keyed to account and address; a device that has signed in before is exempt (decision 22).
CREATE TABLE sign_in_failures (
  login    TEXT NOT NULL,
  peer     TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at  INTEGER NOT NULL,
  PRIMARY KEY (login, peer)
);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (last_at);
CREATE TABLE known_devices (
  person_id   INTEGER NOT NULL REFERENCES people (id),
  device_hash TEXT NOT NULL,
  seen_at     INTEGER NOT NULL,
  PRIMARY KEY (person_id, device_hash)
);

-- What administrators and counters did to accounts, agencies and the catalogue; what a counter did to a citizen's
-- account names its agency.
CREATE TABLE administration_journal (
  id          INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  person_id   INTEGER REFERENCES people (id),
  what        TEXT NOT NULL,
  subject     TEXT NOT NULL,
  detail      TEXT NOT NULL DEFAULT '',
  reason      TEXT NOT NULL DEFAULT '',
  agency_id   INTEGER REFERENCES agencies (id)
);
CREATE TRIGGER administration_journal_keeps BEFORE UPDATE ON administration_journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER administration_journal_stays BEFORE DELETE ON administration_journal
BEGIN SELECT RAISE(ABORT, 'the journal is never deleted'); END;
