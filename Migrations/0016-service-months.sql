-- The figures of service days by months from the 15th to the 14th, numbered year * 12 + month of the 15th, so that a year
-- of every unit is read from few rows; kept from the days by triggers and checked against them.
CREATE TABLE service_months (
  agency_id      INTEGER NOT NULL,
  month          INTEGER NOT NULL,
  procedure_code TEXT NOT NULL,
  arisen         INTEGER NOT NULL,
  online         INTEGER NOT NULL,
  handled        INTEGER NOT NULL,
  assisted       INTEGER NOT NULL,
  late           INTEGER NOT NULL,
  returned_late  INTEGER NOT NULL,
  PRIMARY KEY (agency_id, month, procedure_code)
) WITHOUT ROWID;
CREATE VIEW service_months_of_days AS
SELECT agency_id, CAST(strftime('%Y', (day - 14) * 86400, 'unixepoch') AS INTEGER) * 12
    + CAST(strftime('%m', (day - 14) * 86400, 'unixepoch') AS INTEGER) AS month, procedure_code,
  sum(arisen) AS arisen, sum(online) AS online, sum(handled) AS handled, sum(assisted) AS assisted, sum(late) AS late,
  sum(returned_late) AS returned_late
FROM service_days GROUP BY 1, 2, 3;
INSERT INTO service_months SELECT * FROM service_months_of_days;
CREATE TRIGGER service_days_count_new AFTER INSERT ON service_days BEGIN
  INSERT INTO service_months
  VALUES (NEW.agency_id, CAST(strftime('%Y', (NEW.day - 14) * 86400, 'unixepoch') AS INTEGER) * 12
    + CAST(strftime('%m', (NEW.day - 14) * 86400, 'unixepoch') AS INTEGER),
    NEW.procedure_code, NEW.arisen, NEW.online, NEW.handled, NEW.assisted, NEW.late, NEW.returned_late)
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
END;
CREATE TRIGGER service_days_count_anew AFTER UPDATE ON service_days BEGIN
  INSERT INTO service_months
  VALUES (NEW.agency_id, CAST(strftime('%Y', (NEW.day - 14) * 86400, 'unixepoch') AS INTEGER) * 12
    + CAST(strftime('%m', (NEW.day - 14) * 86400, 'unixepoch') AS INTEGER),
    NEW.procedure_code, NEW.arisen - OLD.arisen, NEW.online - OLD.online, NEW.handled - OLD.handled,
    NEW.assisted - OLD.assisted, NEW.late - OLD.late, NEW.returned_late - OLD.returned_late)
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
END;
