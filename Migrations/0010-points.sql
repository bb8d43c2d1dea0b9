-- The points of an agency that receives and returns at more than one, as a commune merged from several does.
CREATE TABLE points (
  id        INTEGER PRIMARY KEY,
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  name      TEXT NOT NULL,
  address   TEXT NOT NULL DEFAULT '',
  opening   TEXT NOT NULL DEFAULT '',
  from_day  TEXT NOT NULL,
  to_day    TEXT,
  version   INTEGER NOT NULL DEFAULT 1,
  UNIQUE (agency_id, name)
);

-- At which point of an agency an officer sits, until he says otherwise.
CREATE TABLE seats (
  person_id INTEGER NOT NULL REFERENCES people (id),
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  point_id  INTEGER NOT NULL REFERENCES points (id),
  taken_at  INTEGER NOT NULL,
  PRIMARY KEY (person_id, agency_id)
);

-- Where a dossier was received, where its result is picked up, where that lies, and who sent it on its way when.
ALTER TABLE dossiers ADD COLUMN received_point INTEGER REFERENCES points (id);
ALTER TABLE dossiers ADD COLUMN pickup_point INTEGER REFERENCES points (id);
ALTER TABLE dossiers ADD COLUMN result_point INTEGER REFERENCES points (id);
ALTER TABLE dossiers ADD COLUMN transport_giver INTEGER REFERENCES people (id);
ALTER TABLE dossiers ADD COLUMN transport_given INTEGER;
ALTER TABLE dossiers ADD COLUMN transport_due INTEGER;
-- Results that lie elsewhere than where they are picked up: to be sent first, then those under way by their due date.
CREATE INDEX dossiers_to_carry ON dossiers (agency_id, COALESCE(transport_due, 0), id)
  WHERE state = 'at-counter' AND result_point <> pickup_point;
