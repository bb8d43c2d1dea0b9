-- What an agency finished, by when, with all that a report counts by: a period's figures are read from it alone. The
-- code is asked for so that no list of what lies at the counter is read from it.
CREATE INDEX dossiers_finished ON dossiers (agency_id, finished_at, id, field, channel, received_at, judged_due,
  committed_limit, legal_limit, state, is_trial, code)
  WHERE finished_at IS NOT NULL AND code IS NOT NULL;
