-- Lists of what was handed over on a day (art 18): from the counter to specialists, and back as results.
CREATE INDEX journal_handovers ON journal (agency_id, verb, recorded_at) WHERE verb IN ('forward', 'take-back');
