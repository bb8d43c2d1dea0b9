CREATE INDEX known_devices_by_device ON known_devices (device_hash);
-- Filed from a machine on which staff sign in: counted apart from what citizens file themselves (letter 002).
ALTER TABLE dossiers ADD COLUMN is_assisted INTEGER NOT NULL DEFAULT 0;
-- When the result was first at the counter.
ALTER TABLE dossiers ADD COLUMN ready_at INTEGER;
UPDATE dossiers SET ready_at = COALESCE(
  (SELECT min(j.happened_at) FROM journal j WHERE j.dossier_id = dossiers.id AND j.verb = 'take-back'), finished_at)
WHERE state IN ('at-counter', 'returned') AND finished_at IS NOT NULL;
CREATE TRIGGER dossiers_become_ready AFTER UPDATE OF state ON dossiers
WHEN NEW.state = 'at-counter' AND NEW.ready_at IS NULL
BEGIN UPDATE dossiers SET ready_at = NEW.desk_since WHERE id = NEW.id; END;
CREATE INDEX dossiers_unreceived ON dossiers (agency_id, submitted_at)
  WHERE received_at IS NULL AND submitted_at IS NOT NULL;

-- What arose, came online, was answered, was late, by agency, day (in Viet Nam, since 1970) and procedure: kept by
-- triggers, so that a report of any period is read from few rows; motcua check counts it anew from the dossiers. A
-- dossier arises on the day it is filed or received, is late on the day it is finished, returned late on the day its
-- result reaches the counter.
CREATE TABLE service_days (
  agency_id      INTEGER NOT NULL,
  day            INTEGER NOT NULL,
  procedure_code TEXT NOT NULL,
  arisen         INTEGER NOT NULL,
  online         INTEGER NOT NULL,
  handled        INTEGER NOT NULL,
  assisted       INTEGER NOT NULL,
  late           INTEGER NOT NULL,
  returned_late  INTEGER NOT NULL,
  PRIMARY KEY (agency_id, day, procedure_code)
) WITHOUT ROWID;
CREATE VIEW service_days_of_dossiers AS
SELECT agency_id, day, procedure_code, sum(arisen) AS arisen, sum(online) AS online, sum(handled) AS handled,
  sum(assisted) AS assisted, sum(late) AS late, sum(returned_late) AS returned_late
FROM (
  SELECT d.agency_id AS agency_id, (COALESCE(d.submitted_at, d.received_at) + 25200) / 86400 AS day, d.procedure_code AS procedure_code, 1 AS arisen,
    d.channel = 'online' AND d.is_assisted = 0 AS online,
    d.channel = 'online' AND d.is_assisted = 0
      AND (d.received_at IS NOT NULL OR d.state IN ('refused', 'withdrawn')) AS handled,
    d.channel = 'online' AND d.is_assisted = 1 AS assisted, 0 AS late, 0 AS returned_late
  FROM dossiers d WHERE d.is_trial = 0 AND COALESCE(d.submitted_at, d.received_at) IS NOT NULL
  UNION ALL
  SELECT d.agency_id, (d.finished_at + 25200) / 86400, d.procedure_code, 0, 0, 0, 0, 1, 0
  FROM dossiers d WHERE d.is_trial = 0 AND d.finished_at IS NOT NULL AND d.judged_due IS NOT NULL
    AND CASE WHEN COALESCE(d.committed_limit, d.legal_limit, '') LIKE '%h'
        THEN d.finished_at / 60 > d.judged_due / 60 ELSE (d.finished_at + 25200) / 86400 > (d.judged_due + 25200) / 86400 END
  UNION ALL
  SELECT d.agency_id, (d.ready_at + 25200) / 86400, d.procedure_code, 0, 0, 0, 0, 0, 1
  FROM dossiers d WHERE d.is_trial = 0 AND d.ready_at IS NOT NULL AND d.finished_at IS NOT NULL AND d.judged_due IS NOT NULL
    AND (d.ready_at + 25200) / 86400 > (d.judged_due + 25200) / 86400
    AND NOT (CASE WHEN COALESCE(d.committed_limit, d.legal_limit, '') LIKE '%h'
        THEN d.finished_at / 60 > d.judged_due / 60 ELSE (d.finished_at + 25200) / 86400 > (d.judged_due + 25200) / 86400 END)
) GROUP BY agency_id, day, procedure_code;
INSERT INTO service_days SELECT * FROM service_days_of_dossiers;
CREATE TRIGGER dossiers_count_new AFTER INSERT ON dossiers BEGIN
  INSERT INTO service_days
  SELECT NEW.agency_id, (COALESCE(NEW.submitted_at, NEW.received_at) + 25200) / 86400, NEW.procedure_code, 1,
    (NEW.channel = 'online' AND NEW.is_assisted = 0),
    (NEW.channel = 'online' AND NEW.is_assisted = 0
      AND (NEW.received_at IS NOT NULL OR NEW.state IN ('refused', 'withdrawn'))),
    (NEW.channel = 'online' AND NEW.is_assisted = 1), 0, 0
  WHERE NEW.is_trial = 0 AND COALESCE(NEW.submitted_at, NEW.received_at) IS NOT NULL
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
  INSERT INTO service_days
  SELECT NEW.agency_id, (NEW.finished_at + 25200) / 86400, NEW.procedure_code, 0, 0, 0, 0, 1, 0
  WHERE NEW.is_trial = 0 AND NEW.finished_at IS NOT NULL AND NEW.judged_due IS NOT NULL
    AND CASE WHEN COALESCE(NEW.committed_limit, NEW.legal_limit, '') LIKE '%h'
        THEN NEW.finished_at / 60 > NEW.judged_due / 60 ELSE (NEW.finished_at + 25200) / 86400 > (NEW.judged_due + 25200) / 86400 END
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
  INSERT INTO service_days
  SELECT NEW.agency_id, (NEW.ready_at + 25200) / 86400, NEW.procedure_code, 0, 0, 0, 0, 0, 1
  WHERE NEW.is_trial = 0 AND NEW.ready_at IS NOT NULL AND NEW.finished_at IS NOT NULL AND NEW.judged_due IS NOT NULL
    AND (NEW.ready_at + 25200) / 86400 > (NEW.judged_due + 25200) / 86400
    AND NOT (CASE WHEN COALESCE(NEW.committed_limit, NEW.legal_limit, '') LIKE '%h'
        THEN NEW.finished_at / 60 > NEW.judged_due / 60 ELSE (NEW.finished_at + 25200) / 86400 > (NEW.judged_due + 25200) / 86400 END)
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
END;
CREATE TRIGGER dossiers_count_anew AFTER UPDATE ON dossiers
WHEN OLD.agency_id IS NOT NEW.agency_id OR OLD.procedure_code IS NOT NEW.procedure_code OR OLD.channel IS NOT
  NEW.channel OR OLD.is_trial IS NOT NEW.is_trial OR OLD.is_assisted IS NOT NEW.is_assisted OR OLD.submitted_at
  IS NOT NEW.submitted_at OR OLD.received_at IS NOT NEW.received_at OR OLD.finished_at IS NOT NEW.finished_at OR
  OLD.ready_at IS NOT NEW.ready_at OR OLD.judged_due IS NOT NEW.judged_due OR (OLD.state <> NEW.state AND
  NEW.state IN ('refused', 'withdrawn'))
BEGIN
  INSERT INTO service_days
  SELECT OLD.agency_id, (COALESCE(OLD.submitted_at, OLD.received_at) + 25200) / 86400, OLD.procedure_code, -1,
    -(OLD.channel = 'online' AND OLD.is_assisted = 0),
    -(OLD.channel = 'online' AND OLD.is_assisted = 0
      AND (OLD.received_at IS NOT NULL OR OLD.state IN ('refused', 'withdrawn'))),
    -(OLD.channel = 'online' AND OLD.is_assisted = 1), 0, 0
  WHERE OLD.is_trial = 0 AND COALESCE(OLD.submitted_at, OLD.received_at) IS NOT NULL
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
  INSERT INTO service_days
  SELECT OLD.agency_id, (OLD.finished_at + 25200) / 86400, OLD.procedure_code, 0, 0, 0, 0, -1, 0
  WHERE OLD.is_trial = 0 AND OLD.finished_at IS NOT NULL AND OLD.judged_due IS NOT NULL
    AND CASE WHEN COALESCE(OLD.committed_limit, OLD.legal_limit, '') LIKE '%h'
        THEN OLD.finished_at / 60 > OLD.judged_due / 60 ELSE (OLD.finished_at + 25200) / 86400 > (OLD.judged_due + 25200) / 86400 END
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
  INSERT INTO service_days
  SELECT OLD.agency_id, (OLD.ready_at + 25200) / 86400, OLD.procedure_code, 0, 0, 0, 0, 0, -1
  WHERE OLD.is_trial = 0 AND OLD.ready_at IS NOT NULL AND OLD.finished_at IS NOT NULL AND OLD.judged_due IS NOT NULL
    AND (OLD.ready_at + 25200) / 86400 > (OLD.judged_due + 25200) / 86400
    AND NOT (CASE WHEN COALESCE(OLD.committed_limit, OLD.legal_limit, '') LIKE '%h'
        THEN OLD.finished_at / 60 > OLD.judged_due / 60 ELSE (OLD.finished_at + 25200) / 86400 > (OLD.judged_due + 25200) / 86400 END)
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
  INSERT INTO service_days
  SELECT NEW.agency_id, (COALESCE(NEW.submitted_at, NEW.received_at) + 25200) / 86400, NEW.procedure_code, 1,
    (NEW.channel = 'online' AND NEW.is_assisted = 0),
    (NEW.channel = 'online' AND NEW.is_assisted = 0
      AND (NEW.received_at IS NOT NULL OR NEW.state IN ('refused', 'withdrawn'))),
    (NEW.channel = 'online' AND NEW.is_assisted = 1), 0, 0
  WHERE NEW.is_trial = 0 AND COALESCE(NEW.submitted_at, NEW.received_at) IS NOT NULL
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
  INSERT INTO service_days
  SELECT NEW.agency_id, (NEW.finished_at + 25200) / 86400, NEW.procedure_code, 0, 0, 0, 0, 1, 0
  WHERE NEW.is_trial = 0 AND NEW.finished_at IS NOT NULL AND NEW.judged_due IS NOT NULL
    AND CASE WHEN COALESCE(NEW.committed_limit, NEW.legal_limit, '') LIKE '%h'
        THEN NEW.finished_at / 60 > NEW.judged_due / 60 ELSE (NEW.finished_at + 25200) / 86400 > (NEW.judged_due + 25200) / 86400 END
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
  INSERT INTO service_days
  SELECT NEW.agency_id, (NEW.ready_at + 25200) / 86400, NEW.procedure_code, 0, 0, 0, 0, 0, 1
  WHERE NEW.is_trial = 0 AND NEW.ready_at IS NOT NULL AND NEW.finished_at IS NOT NULL AND NEW.judged_due IS NOT NULL
    AND (NEW.ready_at + 25200) / 86400 > (NEW.judged_due + 25200) / 86400
    AND NOT (CASE WHEN COALESCE(NEW.committed_limit, NEW.legal_limit, '') LIKE '%h'
        THEN NEW.finished_at / 60 > NEW.judged_due / 60 ELSE (NEW.finished_at + 25200) / 86400 > (NEW.judged_due + 25200) / 86400 END)
  ON CONFLICT DO UPDATE SET arisen = arisen + excluded.arisen, online = online + excluded.online,
    handled = handled + excluded.handled, assisted = assisted + excluded.assisted, late = late + excluded.late,
    returned_late = returned_late + excluded.returned_late;
END;

-- What sets the list of online services and the targets of units (QĐ 1223): one import, one decision.
CREATE TABLE target_imports (
  id              INTEGER PRIMARY KEY,
  agency_id       INTEGER NOT NULL REFERENCES agencies (id),
  kind            TEXT NOT NULL CHECK (kind IN ('services', 'targets')),
  decision_number TEXT NOT NULL,
  decision_day    TEXT NOT NULL,
  from_day        TEXT NOT NULL,
  filename        TEXT NOT NULL,
  rows            INTEGER NOT NULL,
  imported_by     INTEGER REFERENCES people (id),
  imported_at     INTEGER NOT NULL
);
CREATE INDEX target_imports_by_agency ON target_imports (agency_id, id);
CREATE TABLE online_services (
  import_id INTEGER NOT NULL REFERENCES target_imports (id),
  code      TEXT NOT NULL,
  level     INTEGER NOT NULL CHECK (level IN (3, 4)),
  from_day  TEXT NOT NULL,
  to_day    TEXT,
  PRIMARY KEY (import_id, code)
);
CREATE TABLE online_targets (
  import_id INTEGER NOT NULL REFERENCES target_imports (id),
  agency_id INTEGER NOT NULL REFERENCES agencies (id),
  year      INTEGER NOT NULL,
  level     INTEGER NOT NULL CHECK (level IN (3, 4)),
  -- Tenths of a percent.
  target    INTEGER NOT NULL CHECK (target BETWEEN 0 AND 1000),
  PRIMARY KEY (import_id, agency_id, year, level)
);
CREATE INDEX online_targets_by_agency ON online_targets (agency_id, year, level);
