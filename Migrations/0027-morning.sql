-- The counts of a chairman's morning are read from indexes alone: of a unit with a hundred thousand dossiers, the open
-- ones lie apart, a page of the table for each.
DROP INDEX dossiers_at_counter;
CREATE INDEX dossiers_at_counter ON dossiers (agency_id, state, COALESCE(appointment, reception_due, 0), id, field,
  reception_due, finished_at)
  WHERE state IN ('submitted', 'received', 'signed', 'at-counter', 'supplement-proposed', 'supplement-answered');
DROP INDEX dossiers_being_solved;
CREATE INDEX dossiers_being_solved ON dossiers (agency_id, late_from, id, state, processor_id, signer_id, unit_id, field)
  WHERE received_at IS NOT NULL AND finished_at IS NULL;
DROP INDEX dossiers_uncollected;
CREATE INDEX dossiers_uncollected ON dossiers (agency_id, finished_at, id, field, result_point, pickup_point)
  WHERE state = 'at-counter';
