-- State columns are the projection of the journal.
CREATE TABLE dossiers (
  id                  INTEGER PRIMARY KEY,
  version             INTEGER NOT NULL,
  state               TEXT NOT NULL,
  channel             TEXT NOT NULL CHECK (channel IN ('counter', 'online', 'post')),
  agency_id           INTEGER NOT NULL REFERENCES agencies (id),
  unit_id             INTEGER NOT NULL REFERENCES agencies (id),
  revision_id         INTEGER NOT NULL REFERENCES procedure_revisions (id),
  form_revision_id    INTEGER REFERENCES form_revisions (id),
  procedure_code      TEXT NOT NULL,
  field               TEXT NOT NULL,
  legal_limit         TEXT,
  committed_limit     TEXT,
  paper_only_result   INTEGER NOT NULL DEFAULT 0,
  policy              TEXT NOT NULL DEFAULT '',
  submission_number   TEXT UNIQUE,
  code                TEXT UNIQUE,
  owner_name          TEXT NOT NULL DEFAULT '',
  owner_name_folded   TEXT NOT NULL DEFAULT '',
  owner_identity_kind TEXT NOT NULL DEFAULT '',
  owner_identity      TEXT NOT NULL DEFAULT '',
  owner_phone         TEXT NOT NULL DEFAULT '',
  owner_email         TEXT NOT NULL DEFAULT '',
  owner_address       TEXT NOT NULL DEFAULT '',
  submitter_name      TEXT NOT NULL DEFAULT '',
  submitter_identity  TEXT NOT NULL DEFAULT '',
  submitter_phone     TEXT NOT NULL DEFAULT '',
  return_method       TEXT NOT NULL DEFAULT 'counter',
  copies              INTEGER NOT NULL DEFAULT 1,
  fee                 INTEGER NOT NULL DEFAULT 0,
  summary             TEXT NOT NULL DEFAULT '',
  answers             TEXT NOT NULL DEFAULT '{}',
  -- Of a draft: the mark of the page that saved its answers last, so that two pages do not overwrite each other.
  answers_mark        TEXT NOT NULL DEFAULT '',
  applicant_id        INTEGER REFERENCES people (id),
  keyed_by            INTEGER NOT NULL REFERENCES people (id),
  created_at          INTEGER NOT NULL,
  changed_at          INTEGER NOT NULL,
  submitted_at        INTEGER,
  reception_due       INTEGER,
  received_at         INTEGER,
  received_by         INTEGER REFERENCES people (id),
  appointment         INTEGER,
  judged_due          INTEGER,
  late_from           INTEGER,
  legal_due           INTEGER,
  calendar_version    TEXT,
  finished_at         INTEGER,
  returned_at         INTEGER,
  desk_since          INTEGER NOT NULL,
  processor_id        INTEGER REFERENCES people (id),
  signer_id           INTEGER REFERENCES people (id),
  result_number       TEXT NOT NULL DEFAULT '',
  result_authority    TEXT NOT NULL DEFAULT '',
  result_excepted     INTEGER NOT NULL DEFAULT 0,
  collector_name      TEXT NOT NULL DEFAULT '',
  collector_identity  TEXT NOT NULL DEFAULT '',
  collector_relation  TEXT NOT NULL DEFAULT '',
  consignment         TEXT NOT NULL DEFAULT '',
  turns               TEXT NOT NULL DEFAULT '',
  handover_due        INTEGER,
  waiting_ends        INTEGER,
  is_payment_due      INTEGER NOT NULL DEFAULT 0,
  apology             TEXT NOT NULL DEFAULT '',
  holds_papers        INTEGER NOT NULL DEFAULT 0,
  venue               TEXT NOT NULL DEFAULT '',
  is_trial            INTEGER NOT NULL DEFAULT 0
);
-- Work lists touch only what is open: closed dossiers are in none of these.
CREATE INDEX dossiers_at_counter ON dossiers (agency_id, state, COALESCE(appointment, reception_due, 0), id,
  field)
  WHERE state IN ('submitted', 'received', 'signed', 'at-counter', 'supplement-proposed', 'supplement-answered');
CREATE INDEX dossiers_of_processor ON dossiers (processor_id, COALESCE(appointment, 0), id)
  WHERE state = 'processing';
CREATE INDEX dossiers_of_signer ON dossiers (signer_id, COALESCE(appointment, 0), id)
  WHERE state IN ('awaiting-sign-off', 'stop-proposed');
CREATE INDEX dossiers_being_solved ON dossiers (agency_id, late_from, id)
  WHERE received_at IS NOT NULL AND finished_at IS NULL;
-- Drafts that nobody touched for long are discarded.
CREATE INDEX dossiers_drafts_by_age ON dossiers (changed_at)
  WHERE state = 'draft' AND applicant_id IS NOT NULL;
CREATE INDEX dossiers_in_transit ON dossiers (agency_id, handover_due, id) WHERE handover_due IS NOT NULL;
CREATE INDEX dossiers_waiting ON dossiers (agency_id, waiting_ends, id) WHERE waiting_ends IS NOT NULL;
CREATE INDEX dossiers_unpaid ON dossiers (agency_id, id) WHERE is_payment_due = 1;
CREATE INDEX dossiers_to_apologise ON dossiers (agency_id, appointment, id) WHERE apology = 'drafted';
CREATE INDEX dossiers_holding_papers ON dossiers (agency_id, desk_since, id) WHERE holds_papers = 1;
CREATE INDEX dossiers_uncollected ON dossiers (agency_id, finished_at, id) WHERE state = 'at-counter';
CREATE INDEX dossiers_of_applicant ON dossiers (applicant_id, id) WHERE applicant_id IS NOT NULL;
CREATE INDEX dossiers_by_identity ON dossiers (owner_identity, agency_id) WHERE owner_identity <> '';
CREATE INDEX dossiers_by_phone ON dossiers (owner_phone, agency_id) WHERE owner_phone <> '';
CREATE INDEX dossiers_by_submitter_identity ON dossiers (submitter_identity, agency_id)
  WHERE submitter_identity <> '';
CREATE INDEX dossiers_by_submitter_phone ON dossiers (submitter_phone, agency_id) WHERE submitter_phone <> '';
-- Partial, so that it is never taken for what a smaller index of one agency answers.
CREATE INDEX dossiers_by_reception ON dossiers (agency_id, received_at) WHERE received_at IS NOT NULL;

CREATE TABLE dossier_papers (
  dossier_id       INTEGER NOT NULL REFERENCES dossiers (id),
  paper_id         TEXT NOT NULL,
  position         INTEGER NOT NULL,
  name             TEXT NOT NULL,
  is_shown_only    INTEGER NOT NULL,
  is_required      INTEGER NOT NULL,
  originals        INTEGER NOT NULL DEFAULT 0,
  certified_copies INTEGER NOT NULL DEFAULT 0,
  photocopies      INTEGER NOT NULL DEFAULT 0,
  is_shown         INTEGER NOT NULL DEFAULT 0,
  exception_code   TEXT,
  exception_reason TEXT,
  PRIMARY KEY (dossier_id, paper_id)
);

-- Files lie outside the database under their SHA-256; a row is committed only when its file is on disk. What was
-- taken off a draft is dropped: its row stays, as the journal does, but no longer keeps its content.
CREATE TABLE attachments (
  id         INTEGER PRIMARY KEY,
  dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
  paper_id   TEXT,
  sha256     TEXT NOT NULL,
  size       INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  filename   TEXT NOT NULL,
  code       TEXT NOT NULL DEFAULT '',
  added_by   INTEGER NOT NULL REFERENCES people (id),
  added_at   INTEGER NOT NULL,
  removed_at INTEGER,
  is_dropped INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX attachments_by_dossier ON attachments (dossier_id);
CREATE INDEX attachments_by_content ON attachments (sha256) WHERE is_dropped = 0;

-- The truth: when it happened, when it was recorded, who, in which capacity, where, why.
CREATE TABLE journal (
  id          INTEGER PRIMARY KEY,
  dossier_id  INTEGER NOT NULL REFERENCES dossiers (id),
  version     INTEGER NOT NULL,
  verb        TEXT NOT NULL,
  from_state  TEXT NOT NULL,
  to_state    TEXT NOT NULL,
  role        TEXT NOT NULL,
  person_id   INTEGER NOT NULL REFERENCES people (id),
  agency_id   INTEGER NOT NULL REFERENCES agencies (id),
  to_person   INTEGER REFERENCES people (id),
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  reason      TEXT NOT NULL DEFAULT '',
  detail      TEXT NOT NULL DEFAULT '',
  UNIQUE (dossier_id, version)
);
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never deleted'); END;

-- Parts of a dossier at other agencies (arts 19.5–19.7): what each agency's list is drawn from.
CREATE TABLE stages (
  dossier_id  INTEGER NOT NULL REFERENCES dossiers (id),
  number      INTEGER NOT NULL,
  agency_id   INTEGER NOT NULL REFERENCES agencies (id),
  lead_id     INTEGER NOT NULL REFERENCES agencies (id),
  kind        TEXT NOT NULL,
  task        TEXT NOT NULL,
  opened_at   INTEGER NOT NULL,
  due         INTEGER NOT NULL,
  holder_id   INTEGER REFERENCES people (id),
  closed_at   INTEGER,
  reported_at INTEGER,
  PRIMARY KEY (dossier_id, number)
);
CREATE INDEX stages_open ON stages (agency_id, due, dossier_id) WHERE closed_at IS NULL;
CREATE INDEX stages_sent ON stages (lead_id, due, dossier_id) WHERE closed_at IS NULL;

-- Papers that actions issued (F001-04), numbered by year and issuing agency; the version is the dossier's.
CREATE TABLE slips (
  id         INTEGER PRIMARY KEY,
  dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
  kind       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  agency_id  INTEGER NOT NULL REFERENCES agencies (id),
  person_id  INTEGER NOT NULL REFERENCES people (id),
  issued_at  INTEGER NOT NULL
);
CREATE INDEX slips_by_dossier ON slips (dossier_id, id);

-- What the form said before a citizen completed it, to be seen beside the new answers.
CREATE TABLE earlier_answers (
  dossier_id  INTEGER NOT NULL REFERENCES dossiers (id),
  version     INTEGER NOT NULL,
  answers     TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, version)
);

-- F001-06: who tried what he may not, e.g. a specialist who tried to receive.
CREATE TABLE refused_attempts (
  id          INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  person_id   INTEGER NOT NULL REFERENCES people (id),
  agency_id   INTEGER NOT NULL REFERENCES agencies (id),
  dossier_id  INTEGER REFERENCES dossiers (id),
  verb        TEXT NOT NULL,
  why         TEXT NOT NULL
);
CREATE INDEX refused_attempts_by_agency ON refused_attempts (agency_id, recorded_at);

-- Daily serials per unit, taken inside the transaction that uses them: no gaps, no duplicates.
CREATE TABLE serials (
  series TEXT NOT NULL,
  day    TEXT NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (series, day)
);

-- Decision 18: a repeat of a form, also after a crash, returns the first answer.
CREATE TABLE answered_forms (
  key         TEXT PRIMARY KEY,
  person_id   INTEGER NOT NULL,
  answer      TEXT NOT NULL,
  answered_at INTEGER NOT NULL
);
CREATE INDEX answered_forms_by_time ON answered_forms (answered_at);

-- What the applicant was told, on the account.
CREATE TABLE notices (
  id         INTEGER PRIMARY KEY,
  dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
  person_id  INTEGER NOT NULL REFERENCES people (id),
  notice     TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  read_at    INTEGER
);
CREATE INDEX notices_by_person ON notices (person_id, id);

-- Counts every change of agencies, people's grants, calendar and catalogue, so that each thread knows when what
-- it holds in memory is old.
CREATE TABLE reference_version (number INTEGER NOT NULL);
INSERT INTO reference_version (number) VALUES (1);

-- SQLite's own full-text index over folded names; another engine puts its own here. The beginnings of words have lists
-- of their own: else "nguyen*" would gather all that begin so, a third of the country, before the first is shown.
CREATE VIRTUAL TABLE dossier_names USING fts5 (
  words, content = '', detail = none, prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0');
