-- A leader signs several dossiers at once only after he looked at each as it stands (decision 3): the version of
-- a dossier whose result he opened last.
CREATE TABLE result_looks (
  person_id  INTEGER NOT NULL REFERENCES people (id),
  dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
  version    INTEGER NOT NULL,
  looked_at  INTEGER NOT NULL,
  PRIMARY KEY (person_id, dossier_id)
);

-- Exceptions for papers and results, and supplements allowed too late, are listed per agency (decisions 7, 10) without
-- reading the whole journal.
CREATE INDEX journal_of_exceptions ON journal (agency_id, id)
  WHERE verb IN ('except-paper', 'except-result', 'allow-supplement');
-- So are moments set earlier than they were recorded (F000-04).
CREATE INDEX journal_of_backdatings ON journal (agency_id, id) WHERE verb = 'backdate';

-- The people whom an administrator of an agency sees are those who hold or held a role there.
CREATE INDEX grants_ever_by_agency ON grants (agency_id, person_id);

-- What was done to one account, agency or procedure, for its page.
CREATE INDEX administration_journal_by_subject ON administration_journal (subject, id);

-- What an agency's counter did to citizens' accounts, for its chairman (decision 1).
CREATE INDEX administration_journal_of_counters ON administration_journal (agency_id, id)
  WHERE agency_id IS NOT NULL;
