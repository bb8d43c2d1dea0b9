-- Printed papers as PDF, kept as they were first made: a reprint is the same file. A paper belongs to the version of
-- the dossier that it tells of.
CREATE TABLE printed_papers (
  dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
  form       TEXT NOT NULL,
  copy       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  size       INTEGER NOT NULL,
  made_at    INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, form, copy, version)
);
CREATE INDEX printed_papers_by_content ON printed_papers (sha256);

-- The numbers of the register (Sổ theo dõi hồ sơ), one book for each agency and year, counted without gap in the order
-- in which dossiers were received.
CREATE TABLE register_numbers (
  agency_id  INTEGER NOT NULL REFERENCES agencies (id),
  year       INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  dossier_id INTEGER NOT NULL UNIQUE REFERENCES dossiers (id),
  PRIMARY KEY (agency_id, year, number)
);
