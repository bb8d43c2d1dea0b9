-- Dossiers finished late in the software, and what is known of when they were done in reality (F004-01, F004-06): kept by
-- triggers, looked at again when a dossier changes or when other authorities are trusted. `examined` is the mark of those
-- that were trusted at the last look; empty before the first.
CREATE TABLE late_findings (
  dossier_id  INTEGER PRIMARY KEY REFERENCES dossiers (id),
  agency_id   INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  examined    TEXT NOT NULL DEFAULT '',
  verdict     TEXT NOT NULL DEFAULT 'late' CHECK (verdict IN ('in-time', 'possible', 'unclear', 'late')),
  finish      INTEGER,
  is_synchronisation INTEGER NOT NULL DEFAULT 0,
  evidence    TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX late_findings_by_agency ON late_findings (agency_id, verdict, finished_at, dossier_id);
CREATE INDEX late_findings_by_look ON late_findings (examined);
CREATE VIEW dossiers_finished_late AS
SELECT id, agency_id, finished_at FROM dossiers
WHERE finished_at IS NOT NULL AND judged_due IS NOT NULL AND received_at IS NOT NULL
  AND code IS NOT NULL AND is_trial = 0
  AND CASE WHEN COALESCE(committed_limit, legal_limit, '') LIKE '%h'
      THEN finished_at / 60 > judged_due / 60
      ELSE (finished_at + 25200) / 86400 > (judged_due + 25200) / 86400 END;
INSERT INTO late_findings (dossier_id, agency_id, finished_at)
SELECT id, agency_id, finished_at FROM dossiers_finished_late;
CREATE TRIGGER dossiers_turn_late AFTER UPDATE ON dossiers
WHEN OLD.finished_at IS NOT NEW.finished_at OR OLD.judged_due IS NOT NEW.judged_due OR OLD.agency_id IS NOT NEW.agency_id
  OR OLD.is_trial IS NOT NEW.is_trial
BEGIN
  DELETE FROM late_findings WHERE dossier_id = NEW.id;
  INSERT INTO late_findings (dossier_id, agency_id, finished_at)
  SELECT NEW.id, NEW.agency_id, NEW.finished_at
  WHERE NEW.finished_at IS NOT NULL AND NEW.judged_due IS NOT NULL AND NEW.received_at IS NOT NULL
  AND NEW.code IS NOT NULL AND NEW.is_trial = 0
  AND CASE WHEN COALESCE(NEW.committed_limit, NEW.legal_limit, '') LIKE '%h'
      THEN NEW.finished_at / 60 > NEW.judged_due / 60
      ELSE (NEW.finished_at + 25200) / 86400 > (NEW.judged_due + 25200) / 86400 END;
END;
CREATE TRIGGER late_dossiers_change AFTER UPDATE OF version ON dossiers
WHEN NEW.finished_at IS NOT NULL AND OLD.finished_at IS NEW.finished_at AND OLD.version IS NOT NEW.version
BEGIN UPDATE late_findings SET examined = '' WHERE dossier_id = NEW.id; END;

-- That a dossier was done in time in reality: proposed with evidence, supported, approved (F004-02). What the software
-- recorded is copied here and stays in the dossier too.
CREATE TABLE corrections (
  id              INTEGER PRIMARY KEY,
  dossier_id      INTEGER NOT NULL REFERENCES dossiers (id),
  agency_id       INTEGER NOT NULL REFERENCES agencies (id),
  version         INTEGER NOT NULL DEFAULT 1,
  state           TEXT NOT NULL CHECK (state IN ('proposed', 'supported', 'approved', 'refused', 'withdrawn')),
  cause           TEXT NOT NULL CHECK (cause IN ('software', 'synchronisation')),
  real_finish     INTEGER NOT NULL,
  recorded_finish INTEGER NOT NULL,
  due             INTEGER NOT NULL
);
CREATE UNIQUE INDEX corrections_standing ON corrections (dossier_id) WHERE state IN ('proposed', 'supported', 'approved');
CREATE INDEX corrections_by_dossier ON corrections (dossier_id, id);
CREATE INDEX corrections_by_agency ON corrections (agency_id, state, recorded_finish, id);
CREATE TABLE correction_evidence (
  id            INTEGER PRIMARY KEY,
  correction_id INTEGER NOT NULL REFERENCES corrections (id),
  kind          TEXT NOT NULL,
  moment        INTEGER NOT NULL,
  -- The result file that it was found in; the file somebody brought stands in the columns below.
  result_file   INTEGER REFERENCES attachments (id),
  words         TEXT NOT NULL DEFAULT '',
  sha256        TEXT NOT NULL DEFAULT '',
  size          INTEGER NOT NULL DEFAULT 0,
  file_kind     TEXT NOT NULL DEFAULT '',
  filename      TEXT NOT NULL DEFAULT '',
  is_confirmed  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX correction_evidence_by_correction ON correction_evidence (correction_id, id);
CREATE INDEX correction_evidence_by_content ON correction_evidence (sha256) WHERE sha256 <> '';
-- Who did what to a proposal, in which words: never changed, like the journal.
CREATE TABLE correction_steps (
  correction_id INTEGER NOT NULL REFERENCES corrections (id),
  number        INTEGER NOT NULL,
  act           TEXT NOT NULL,
  person_id     INTEGER NOT NULL REFERENCES people (id),
  at            INTEGER NOT NULL,
  words         TEXT NOT NULL,
  PRIMARY KEY (correction_id, number)
) WITHOUT ROWID;
CREATE TRIGGER correction_steps_keep BEFORE UPDATE ON correction_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a correction are never changed'); END;
CREATE TRIGGER correction_steps_stay BEFORE DELETE ON correction_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a correction are never deleted'); END;
