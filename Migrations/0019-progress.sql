-- What was handed over today (F001-10): asked for by the moment of the return.
CREATE INDEX dossiers_returned ON dossiers (agency_id, returned_at) WHERE returned_at IS NOT NULL;
