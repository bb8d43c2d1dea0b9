-- Since when a procedure is posted at the office (niêm yết), beside its publication here; empty where it is not.
ALTER TABLE publications ADD COLUMN posted_from TEXT;
-- The marks of finished dossiers by the indicators of TT 01/2018 art 13 that are asked of a dossier, 0, 1, 2 or not known: kept
-- beside the dossiers, counted again when one changes. `scored` is 0 until that is done.
CREATE TABLE dossier_scores (
  dossier_id  INTEGER PRIMARY KEY REFERENCES dossiers (id),
  agency_id   INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  is_online   INTEGER NOT NULL,
  receiver    INTEGER,
  processor   INTEGER,
  signer      INTEGER,
  scored      INTEGER NOT NULL DEFAULT 0,
  legal_time  INTEGER,
  unit_times  INTEGER,
  contacts    INTEGER,
  places      INTEGER,
  promptness  INTEGER,
  -- Whether its result is there as a file (QĐ 766, group 6).
  has_result  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX dossier_scores_by_agency ON dossier_scores (agency_id, finished_at, dossier_id, is_online, receiver,
  processor, signer, scored, legal_time, unit_times, contacts, places, promptness, has_result);
CREATE INDEX dossier_scores_due ON dossier_scores (dossier_id) WHERE scored = 0;
CREATE VIEW dossiers_to_score AS
SELECT id, agency_id, finished_at, channel = 'online' AS is_online, received_by, processor_id, signer_id FROM dossiers
WHERE finished_at IS NOT NULL AND received_at IS NOT NULL AND code IS NOT NULL AND is_trial = 0
  AND state NOT IN ('withdrawn', 'stopped');
INSERT INTO dossier_scores (dossier_id, agency_id, finished_at, is_online, receiver, processor, signer)
SELECT * FROM dossiers_to_score;
CREATE TRIGGER dossiers_are_scored AFTER UPDATE ON dossiers
WHEN (NEW.finished_at IS NOT NULL OR OLD.finished_at IS NOT NULL)
  AND (OLD.version IS NOT NEW.version OR OLD.finished_at IS NOT NEW.finished_at
    OR OLD.agency_id IS NOT NEW.agency_id OR OLD.is_trial IS NOT NEW.is_trial)
BEGIN
  DELETE FROM dossier_scores WHERE dossier_id = NEW.id;
  INSERT INTO dossier_scores (dossier_id, agency_id, finished_at, is_online, receiver, processor, signer)
  SELECT * FROM dossiers_to_score WHERE id = NEW.id;
END;
CREATE TRIGGER corrections_are_scored AFTER UPDATE OF state ON corrections
BEGIN UPDATE dossier_scores SET scored = 0 WHERE dossier_id = NEW.dossier_id; END;
-- What the index of QĐ 766 counts, of each agency and each month that is over, as it was counted then.
CREATE TABLE index_months (
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  to_day    TEXT NOT NULL,
  what      TEXT NOT NULL,
  value     INTEGER NOT NULL,
  PRIMARY KEY (agency_id, to_day, what)
) WITHOUT ROWID;
