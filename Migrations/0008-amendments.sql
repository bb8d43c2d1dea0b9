-- Results that are being corrected (art 21): 'reported' until a leader has signed, then 'signed' until the citizen has it.
ALTER TABLE dossiers ADD COLUMN amendment TEXT NOT NULL DEFAULT '' CHECK (amendment IN ('', 'reported', 'signed'));
CREATE INDEX dossiers_being_amended ON dossiers (agency_id, id) WHERE amendment <> '';
