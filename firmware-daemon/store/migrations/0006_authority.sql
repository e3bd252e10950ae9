-- Who stands for what: whose act opened an incident, which read does not support the plate that an
-- officer named, and acts that wait for a second person.
ALTER TABLE incidents ADD COLUMN caused_by TEXT;
ALTER TABLE visits ADD COLUMN against_read INTEGER NOT NULL DEFAULT 0
  CHECK (against_read IN (0, 1));
-- As before, and what is said of the read too.
DROP TRIGGER decided_visits_stay;
CREATE TRIGGER decided_visits_stay BEFORE UPDATE ON visits
  WHEN OLD.decided_by IS NOT NULL AND (NEW.raw IS NOT OLD.raw
    OR NEW.decision IS NOT OLD.decision OR NEW.plate IS NOT OLD.plate
    OR NEW.decided_by IS NOT OLD.decided_by OR NEW.officer_reason IS NOT OLD.officer_reason
    OR NEW.against_read IS NOT OLD.against_read)
  BEGIN SELECT RAISE(ABORT, 'a decided visit stays decided'); END;

CREATE TABLE second_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  verb TEXT NOT NULL CHECK (verb IN ('spoil', 'return', 'lose', 'annul', 'reprint',
    'dismiss_read', 'begin_numbers')),
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_utc_ms INTEGER NOT NULL,
  expires_utc_ms INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'confirmed', 'refused', 'withdrawn')),
  answered_by TEXT,
  answered_utc_ms INTEGER,
  answer TEXT,
  CHECK ((state = 'waiting') = (answered_by IS NULL)),
  CHECK (state <> 'confirmed' OR answered_by <> asked_by)
) STRICT;
CREATE INDEX second_requests_by_time ON second_requests (asked_utc_ms);
-- What was asked and how it was answered stays.
CREATE TRIGGER answered_requests_stay BEFORE UPDATE ON second_requests
  WHEN OLD.state <> 'waiting' OR NEW.verb <> OLD.verb OR NEW.subject <> OLD.subject
    OR NEW.reason <> OLD.reason OR NEW.asked_by <> OLD.asked_by
    OR NEW.asked_utc_ms <> OLD.asked_utc_ms OR NEW.expires_utc_ms <> OLD.expires_utc_ms
  BEGIN SELECT RAISE(ABORT, 'an act that was asked for is answered once'); END;
