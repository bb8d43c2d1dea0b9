-- Within how many working days the head of an agency answers a petition; the law's number was not seen.
ALTER TABLE agencies ADD COLUMN petition_days INTEGER NOT NULL DEFAULT 10;
-- What citizens complain of or suggest (phản ánh, kiến nghị), and what the head of the agency answered.
CREATE TABLE petitions (
  id           INTEGER PRIMARY KEY,
  number       TEXT NOT NULL UNIQUE,
  agency_id    INTEGER NOT NULL REFERENCES agencies (id),
  kind         TEXT NOT NULL CHECK (kind IN ('conduct', 'handling', 'rules', 'other')),
  channel      TEXT NOT NULL CHECK (channel IN ('account', 'counter', 'telephone', 'letter')),
  -- The account it came from; nobody where an officer keyed it in.
  petitioner_id INTEGER REFERENCES people (id),
  name         TEXT NOT NULL,
  contact      TEXT NOT NULL,
  keyed_by     INTEGER NOT NULL REFERENCES people (id),
  dossier_id   INTEGER REFERENCES dossiers (id),
  subject      TEXT NOT NULL,
  body         TEXT NOT NULL,
  received_at  INTEGER NOT NULL,
  due          TEXT NOT NULL,
  extended_at  INTEGER,
  state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'declined', 'withdrawn')),
  -- When it was answered, declined or withdrawn.
  closed_at    INTEGER,
  -- … and on which day, since days are what is compared.
  closed_on    TEXT,
  answer       TEXT NOT NULL DEFAULT '',
  finding      TEXT NOT NULL DEFAULT '' CHECK (finding IN ('', 'founded', 'partly-founded', 'unfounded')),
  contentment  TEXT NOT NULL DEFAULT '' CHECK (contentment IN ('', 'content', 'neutral', 'discontent')),
  version      INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE INDEX petitions_open ON petitions (agency_id, due, id) WHERE state = 'open';
CREATE INDEX petitions_closed ON petitions (agency_id, closed_at, id) WHERE state <> 'open';
CREATE INDEX petitions_received ON petitions (agency_id, received_at, id);
CREATE INDEX petitions_by_petitioner ON petitions (petitioner_id, id) WHERE petitioner_id IS NOT NULL;
CREATE INDEX petitions_keyed ON petitions (keyed_by, id) WHERE petitioner_id IS NULL;
CREATE INDEX petitions_by_dossier ON petitions (dossier_id) WHERE dossier_id IS NOT NULL;
CREATE TABLE petition_files (
  id          INTEGER PRIMARY KEY,
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  sha256      TEXT NOT NULL,
  size        INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  filename    TEXT NOT NULL,
  -- The act with which it came: the petition itself or its answer.
  act         TEXT NOT NULL CHECK (act IN ('submit', 'answer')),
  added_by    INTEGER NOT NULL REFERENCES people (id),
  added_at    INTEGER NOT NULL
);
CREATE INDEX petition_files_by_petition ON petition_files (petition_id, id);
CREATE INDEX petition_files_by_content ON petition_files (sha256);
-- Who did what, in which words: never changed, like the journal.
CREATE TABLE petition_steps (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  number      INTEGER NOT NULL,
  act         TEXT NOT NULL,
  person_id   INTEGER NOT NULL REFERENCES people (id),
  at          INTEGER NOT NULL,
  words       TEXT NOT NULL,
  PRIMARY KEY (petition_id, number)
) WITHOUT ROWID;
CREATE TRIGGER petition_steps_keep BEFORE UPDATE ON petition_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a petition are never changed'); END;
CREATE TRIGGER petition_steps_stay BEFORE DELETE ON petition_steps
BEGIN SELECT RAISE(ABORT, 'the steps of a petition are never deleted'); END;
CREATE TRIGGER petitions_stay BEFORE DELETE ON petitions
BEGIN SELECT RAISE(ABORT, 'a petition is never deleted'); END;
