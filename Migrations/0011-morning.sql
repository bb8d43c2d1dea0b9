-- When a dossier last moved: what is only said about it (notes, notices, recounted dates) is no movement.
ALTER TABLE dossiers ADD COLUMN moved_at BIGINT NOT NULL DEFAULT 0;
UPDATE dossiers SET moved_at = changed_at;
CREATE INDEX dossiers_by_movement ON dossiers (agency_id, moved_at, id)
  WHERE received_at IS NOT NULL AND finished_at IS NULL AND late_from > 0;
-- After how many working hours without movement an agency calls a dossier stuck.
ALTER TABLE agencies ADD COLUMN stuck_hours INTEGER NOT NULL DEFAULT 16;
-- Words from above about a dossier, as its turns hold them: for lists. Without a person they went to the counter.
CREATE TABLE nudges (
  dossier_id  INTEGER NOT NULL REFERENCES dossiers (id),
  number      INTEGER NOT NULL,
  agency_id   INTEGER NOT NULL REFERENCES agencies (id),
  kind        TEXT NOT NULL CHECK (kind IN ('reminder', 'explanation')),
  person_id   INTEGER REFERENCES people (id),
  asked_by    INTEGER NOT NULL REFERENCES people (id),
  asked_at    INTEGER NOT NULL,
  answer_by   TEXT,
  words       TEXT NOT NULL,
  answer      TEXT NOT NULL,
  answered_by INTEGER REFERENCES people (id),
  answered_at INTEGER,
  PRIMARY KEY (dossier_id, number)
);
CREATE INDEX nudges_reminding ON nudges (agency_id, asked_at) WHERE kind = 'reminder';
CREATE INDEX nudges_explained ON nudges (agency_id, COALESCE(answered_at, 9223372036854775807))
  WHERE kind = 'explanation';
CREATE INDEX nudges_to_person ON nudges (person_id, asked_at, dossier_id) WHERE answered_at IS NULL;
CREATE INDEX nudges_to_counter ON nudges (agency_id, asked_at, dossier_id)
  WHERE answered_at IS NULL AND person_id IS NULL;
