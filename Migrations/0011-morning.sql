-- When a dossier last moved: what is only said about it (notes, notices, recounted dates) is no movement.
ALTER TABLE dossiers ADD COLUMN moved_at BIGINT NOT NULL DEFAULT 0;
UPDATE dossiers SET moved_at = changed_at;
CREATE INDEX dossiers_by_movement ON dossiers (agency_id, moved_at, id)
  WHERE received_at IS NOT NULL AND finished_at IS NULL AND late_from > 0;
-- After how many working hours without movement an agency calls a dossier stuck.
ALTER TABLE agencies ADD COLUMN stuck_hours INTEGER NOT NULL DEFAULT 16;
