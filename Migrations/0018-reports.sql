-- Reports that left: frozen figures with the dossiers behind them, never changed; made again they are another run.
CREATE TABLE reports (
  id               INTEGER PRIMARY KEY,
  agency_id        INTEGER NOT NULL REFERENCES agencies (id),
  kind             TEXT NOT NULL CHECK (kind IN ('week', 'month', 'quarter', 'half-year', 'year')),
  begins           INTEGER NOT NULL,
  ends             INTEGER NOT NULL,
  run              INTEGER NOT NULL,
  made_at          INTEGER NOT NULL,
  -- Who had it made again; nobody where the portal made it at its time.
  made_by          INTEGER REFERENCES people (id),
  why              TEXT NOT NULL DEFAULT '',
  calendar_version TEXT NOT NULL,
  -- The SHA-256 of what it says, lines included.
  seal             TEXT NOT NULL,
  UNIQUE (agency_id, kind, ends, run)
);
CREATE TABLE report_lines (
  report_id  INTEGER NOT NULL REFERENCES reports (id),
  dossier_id INTEGER NOT NULL,
  field      TEXT NOT NULL,
  -- Columns of II.06a in which it counts: how it came in, how it stood at the end.
  arrival    INTEGER NOT NULL,
  ending     INTEGER NOT NULL,
  PRIMARY KEY (report_id, dossier_id)
) WITHOUT ROWID;
-- Its lines counted, so that a year is read from few rows.
CREATE TABLE report_figures (
  report_id INTEGER NOT NULL REFERENCES reports (id),
  field     TEXT NOT NULL,
  arrival   INTEGER NOT NULL,
  ending    INTEGER NOT NULL,
  count     INTEGER NOT NULL,
  PRIMARY KEY (report_id, field, arrival, ending)
) WITHOUT ROWID;
-- A unit's head confirms the figures of a period, the office above accepts or sends back (letter 003, III.2).
CREATE TABLE report_steps (
  report_id INTEGER NOT NULL REFERENCES reports (id),
  number    INTEGER NOT NULL,
  act       TEXT NOT NULL CHECK (act IN ('confirm', 'accept', 'return')),
  person_id INTEGER NOT NULL REFERENCES people (id),
  at        INTEGER NOT NULL,
  words     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (report_id, number)
) WITHOUT ROWID;
-- Offices above that were told that the reports of a period of all units below are there.
CREATE TABLE reports_told (
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  kind      TEXT NOT NULL,
  ends      INTEGER NOT NULL,
  told_at   INTEGER NOT NULL,
  PRIMARY KEY (agency_id, kind, ends)
) WITHOUT ROWID;
CREATE TRIGGER reports_keep BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'a report is never changed'); END;
CREATE TRIGGER reports_stay BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;
CREATE TRIGGER report_lines_keep BEFORE UPDATE ON report_lines
BEGIN SELECT RAISE(ABORT, 'a report is never changed'); END;
CREATE TRIGGER report_lines_stay BEFORE DELETE ON report_lines
BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;
CREATE TRIGGER report_figures_keep BEFORE UPDATE ON report_figures
BEGIN SELECT RAISE(ABORT, 'a report is never changed'); END;
CREATE TRIGGER report_figures_stay BEFORE DELETE ON report_figures
BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;
CREATE TRIGGER report_steps_keep BEFORE UPDATE ON report_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a report are never changed'); END;
CREATE TRIGGER report_steps_stay BEFORE DELETE ON report_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a report are never deleted'); END;
