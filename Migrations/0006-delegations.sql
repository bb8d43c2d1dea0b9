-- Art 17.5: who may decide at the desk, by which decision, for which procedure or field, from when to when.
CREATE TABLE delegations (
  id              INTEGER PRIMARY KEY,
  agency_id       INTEGER NOT NULL REFERENCES agencies (id),
  person_id       INTEGER NOT NULL REFERENCES people (id),
  procedure_code  TEXT NOT NULL DEFAULT '',
  field           TEXT NOT NULL DEFAULT '',
  decision_number TEXT NOT NULL,
  from_day        TEXT NOT NULL,
  to_day          TEXT NOT NULL,
  granted_by      INTEGER NOT NULL REFERENCES people (id),
  granted_at      INTEGER NOT NULL,
  revoked_by      INTEGER REFERENCES people (id),
  revoked_at      INTEGER,
  CHECK ((procedure_code = '') <> (field = ''))
);
CREATE INDEX delegations_by_agency ON delegations (agency_id, id);
CREATE INDEX delegations_of_person ON delegations (person_id, agency_id) WHERE revoked_at IS NULL;
