-- What an office passes on upward: a period's figures of its units put together (letter 003, III.2). It is never changed;
-- sent back, another is made.
CREATE TABLE report_summaries (
  id        INTEGER PRIMARY KEY,
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  kind      TEXT NOT NULL CHECK (kind IN ('month', 'quarter', 'half-year', 'year')),
  begins    INTEGER NOT NULL,
  ends      INTEGER NOT NULL,
  run       INTEGER NOT NULL,
  -- The SHA-256 of the seals of its reports and of the units that are missing.
  seal      TEXT NOT NULL,
  UNIQUE (agency_id, kind, ends, run)
);
CREATE TABLE report_summary_parts (
  summary_id INTEGER NOT NULL REFERENCES report_summaries (id),
  report_id  INTEGER NOT NULL REFERENCES reports (id),
  PRIMARY KEY (summary_id, report_id)
) WITHOUT ROWID;
-- Units whose figures were not accepted when it was passed on.
CREATE TABLE report_summary_gaps (
  summary_id INTEGER NOT NULL REFERENCES report_summaries (id),
  agency_id  INTEGER NOT NULL REFERENCES agencies (id),
  PRIMARY KEY (summary_id, agency_id)
) WITHOUT ROWID;
-- It is passed on as the first step; the office above accepts or sends back.
CREATE TABLE report_summary_steps (
  summary_id INTEGER NOT NULL REFERENCES report_summaries (id),
  number     INTEGER NOT NULL,
  act        TEXT NOT NULL CHECK (act IN ('confirm', 'accept', 'return')),
  person_id  INTEGER NOT NULL REFERENCES people (id),
  at         INTEGER NOT NULL,
  words      TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (summary_id, number)
) WITHOUT ROWID;
CREATE TRIGGER report_summaries_keep BEFORE UPDATE ON report_summaries
BEGIN SELECT RAISE(ABORT, 'a summary is never changed'); END;
CREATE TRIGGER report_summaries_stay BEFORE DELETE ON report_summaries
BEGIN SELECT RAISE(ABORT, 'a summary is never deleted'); END;
CREATE TRIGGER report_summary_parts_keep BEFORE UPDATE ON report_summary_parts
BEGIN SELECT RAISE(ABORT, 'a summary is never changed'); END;
CREATE TRIGGER report_summary_parts_stay BEFORE DELETE ON report_summary_parts
BEGIN SELECT RAISE(ABORT, 'a summary is never deleted'); END;
CREATE TRIGGER report_summary_gaps_keep BEFORE UPDATE ON report_summary_gaps
BEGIN SELECT RAISE(ABORT, 'a summary is never changed'); END;
CREATE TRIGGER report_summary_gaps_stay BEFORE DELETE ON report_summary_gaps
BEGIN SELECT RAISE(ABORT, 'a summary is never deleted'); END;
CREATE TRIGGER report_summary_steps_keep BEFORE UPDATE ON report_summary_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a summary are never changed'); END;
CREATE TRIGGER report_summary_steps_stay BEFORE DELETE ON report_summary_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a summary are never deleted'); END;
