-- The months of service figures by threes, the first from 15 December, numbered month / 3: the ranking of a year adds
-- up four rows of every service instead of twelve; kept from the months by triggers and checked against them.
CREATE TABLE service_quarters (
  agency_id      INTEGER NOT NULL,
  quarter        INTEGER NOT NULL,
  procedure_code TEXT NOT NULL,
  arisen         INTEGER NOT NULL,
  online         INTEGER NOT NULL,
  handled        INTEGER NOT NULL,
  assisted       INTEGER NOT NULL,
  late           INTEGER NOT NULL,
  returned_late  INTEGER NOT NULL,
  PRIMARY KEY (agency_id, quarter, procedure_code)
) WITHOUT ROWID;
CREATE VIEW service_quarters_of_months AS
SELECT agency_id, month / 3 AS quarter, procedure_code, sum(arisen) AS arisen, sum(online) AS online,
  sum(handled) AS handled, sum(assisted) AS assisted, sum(late) AS late, sum(returned_late) AS returned_late
FROM service_months GROUP BY 1, 2, 3;
INSERT INTO service_quarters SELECT * FROM service_quarters_of_months;
CREATE TRIGGER service_months_count_new AFTER INSERT ON service_months BEGIN
  INSERT INTO service_quarters
  VALUES (NEW.agency_id, NEW.month / 3, NEW.procedure_code, NEW.arisen, NEW.online, NEW.handled, NEW.assisted,
    NEW.late, NEW.returned_late)
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
END;
CREATE TRIGGER service_months_count_anew AFTER UPDATE ON service_months BEGIN
  INSERT INTO service_quarters
  VALUES (NEW.agency_id, NEW.month / 3, NEW.procedure_code, NEW.arisen - OLD.arisen, NEW.online - OLD.online,
    NEW.handled - OLD.handled, NEW.assisted - OLD.assisted, NEW.late - OLD.late,
    NEW.returned_late - OLD.returned_late)
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
END;
