-- Until which day a role is held, and the decision that says so: an inspector's always (F001-09).
ALTER TABLE grants ADD COLUMN until_day TEXT;
ALTER TABLE grants ADD COLUMN decision TEXT NOT NULL DEFAULT '';
CREATE INDEX grants_ending ON grants (until_day) WHERE until_day IS NOT NULL AND revoked_at IS NULL;
-- Who ever held a role, also one that was taken.
CREATE INDEX grants_of_person ON grants (person_id, role);
-- What an inspector opened: never changed, like the journal.
CREATE TABLE inspection_looks (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  -- The agency whose it is; nobody's where the page is about several.
  agency_id INTEGER REFERENCES agencies (id),
  dossier_id INTEGER REFERENCES dossiers (id),
  path      TEXT NOT NULL,
  looked_at INTEGER NOT NULL
);
CREATE INDEX inspection_looks_by_agency ON inspection_looks (agency_id, id);
CREATE INDEX inspection_looks_by_person ON inspection_looks (person_id, id);
CREATE TRIGGER inspection_looks_keep BEFORE UPDATE ON inspection_looks
BEGIN SELECT RAISE(ABORT, 'what was looked at is never changed'); END;
CREATE TRIGGER inspection_looks_stay BEFORE DELETE ON inspection_looks
BEGIN SELECT RAISE(ABORT, 'what was looked at is never deleted'); END;
