-- What an agency finished, by when: for figures about a period.
CREATE INDEX dossiers_finished ON dossiers (agency_id, finished_at, id) WHERE finished_at IS NOT NULL AND code IS NOT NULL;
