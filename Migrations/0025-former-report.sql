-- Papers issued in a period, by agency and kind: requests for supplements and refusals in biểu 07a.
CREATE INDEX slips_by_agency ON slips (agency_id, kind, issued_at, dossier_id);
