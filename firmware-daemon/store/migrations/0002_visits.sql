-- Where a camera stands got a fourth answer (R-06), and what a decision rested on got columns.
CREATE TABLE visits_with_decision (
  visit_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  camera TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('gate_in', 'exit', 'return_lane', 'entry_from_china')),
  received_utc_ms INTEGER NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  waits INTEGER NOT NULL CHECK (waits IN (0, 1)),
  visit TEXT NOT NULL,
  decision TEXT NOT NULL,
  raw TEXT NOT NULL,
  normalised TEXT NOT NULL,
  matched TEXT,
  cost REAL,
  runner_up TEXT,
  runner_up_cost REAL,
  matcher TEXT,
  plate TEXT,
  decided_by TEXT,
  officer_reason TEXT,
  CHECK (waits = 0 OR (live = 1 AND decided_by IS NULL))
) STRICT;
INSERT INTO visits_with_decision
  SELECT visit_id, revision, camera, role, received_utc_ms, live, live AND decided_by IS NULL,
    visit, decision, json_extract(decision, '$.raw'), json_extract(decision, '$.folded'),
    json_extract(decision, '$.candidates[0].plate'),
    CAST(json_extract(decision, '$.candidates[0].cost') AS REAL),
    json_extract(decision, '$.candidates[1].plate'),
    CAST(json_extract(decision, '$.candidates[1].cost') AS REAL),
    NULL, plate, decided_by, NULL
  FROM visits;
DROP TABLE visits;
ALTER TABLE visits_with_decision RENAME TO visits;
CREATE INDEX visits_waiting ON visits (received_utc_ms) WHERE waits = 1;
-- Exits whose record came late: an officer may redeem with them.
CREATE INDEX visits_late_exits ON visits (matched)
  WHERE live = 0 AND role = 'exit' AND decided_by IS NULL;
-- What was read and what was decided on it stay as they were.
CREATE TRIGGER decided_visits_stay BEFORE UPDATE ON visits
  WHEN OLD.decided_by IS NOT NULL AND (NEW.raw IS NOT OLD.raw
    OR NEW.decision IS NOT OLD.decision OR NEW.plate IS NOT OLD.plate
    OR NEW.decided_by IS NOT OLD.decided_by OR NEW.officer_reason IS NOT OLD.officer_reason)
  BEGIN SELECT RAISE(ABORT, 'a decided visit stays decided'); END;

-- What officers' decisions have taught about each camera: how often it read one character where
-- another stands.
CREATE TABLE confusions (
  camera TEXT PRIMARY KEY,
  counts TEXT NOT NULL
) STRICT;

ALTER TABLE permit_cards ADD COLUMN trailer_plate TEXT;
-- An officer's word that it has left (R-37: not enough to redeem), and the way back (R-06).
ALTER TABLE stays ADD COLUMN said_left_utc_ms INTEGER;
ALTER TABLE stays ADD COLUMN came_back_utc_ms INTEGER;
ALTER TABLE stays ADD COLUMN trailer_seen TEXT;
ALTER TABLE stays ADD COLUMN entry_grade TEXT;
