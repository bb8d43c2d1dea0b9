-- A file that stands in a dossier by reference to that of an earlier one of the same person (NĐ 107/2021): the same
-- content under the same hash, and whether the earlier one was a paper handed in or a result.
ALTER TABLE attachments ADD COLUMN source_id INTEGER REFERENCES attachments (id);
ALTER TABLE attachments ADD COLUMN reuse TEXT CHECK (reuse IN ('component', 'result'));
