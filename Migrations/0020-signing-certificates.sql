-- The certificate by which a member of staff signs (F004-07): its serial, and its last day as yyyy-mm-dd; empty without one.
ALTER TABLE people ADD COLUMN signature_serial TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN signature_until TEXT NOT NULL DEFAULT '';
