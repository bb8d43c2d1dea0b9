-- How content citizens are with their dossiers (NĐ 61 arts 28–32): every rating stays; of a dossier one counts, the latest.
CREATE TABLE ratings (
  id         INTEGER PRIMARY KEY,
  dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
  agency_id  INTEGER NOT NULL REFERENCES agencies (id),
  level      TEXT NOT NULL CHECK (level IN ('satisfied', 'neutral', 'dissatisfied')),
  -- What was not well, by the criteria of art 31.1, between commas.
  criteria   TEXT NOT NULL DEFAULT '',
  remark     TEXT NOT NULL DEFAULT '',
  channel    TEXT NOT NULL CHECK (channel IN ('account', 'paper', 'kiosk', 'counter')),
  -- The officer who keyed in a paper form, or the citizen; nobody without an account.
  keyed_by   INTEGER REFERENCES people (id),
  -- When the dossier was rated first: reports count by it.
  first_at   INTEGER NOT NULL,
  rated_at   INTEGER NOT NULL,
  is_current INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX ratings_current ON ratings (dossier_id) WHERE is_current = 1;
CREATE INDEX ratings_by_agency ON ratings (agency_id, first_at, id) WHERE is_current = 1;
CREATE TRIGGER ratings_pass BEFORE UPDATE OF is_current ON ratings WHEN NEW.is_current = 1
BEGIN SELECT RAISE(ABORT, 'a rating that was replaced does not count again'); END;
CREATE TRIGGER ratings_keep BEFORE UPDATE OF id, dossier_id, agency_id, level, criteria, remark, channel, keyed_by, first_at,
  rated_at ON ratings BEGIN SELECT RAISE(ABORT, 'a rating is never changed'); END;
CREATE TRIGGER ratings_stay BEFORE DELETE ON ratings BEGIN SELECT RAISE(ABORT, 'a rating is never deleted'); END;
