-- One more act that waits for another person; the rest as before.
CREATE TABLE second_requests_2 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  verb TEXT NOT NULL CHECK (verb IN ('spoil', 'return', 'lose', 'annul', 'reprint',
    'dismiss_read', 'begin_numbers', 'hand_over_stock')),
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
INSERT INTO second_requests_2 SELECT id, verb, subject, reason, asked_by, asked_utc_ms,
  expires_utc_ms, state, answered_by, answered_utc_ms, answer FROM second_requests ORDER BY id;
DROP TABLE second_requests;
ALTER TABLE second_requests_2 RENAME TO second_requests;
CREATE INDEX second_requests_by_time ON second_requests (asked_utc_ms);
CREATE TRIGGER answered_requests_stay BEFORE UPDATE ON second_requests
  WHEN OLD.state <> 'waiting' OR NEW.verb <> OLD.verb OR NEW.subject <> OLD.subject
    OR NEW.reason <> OLD.reason OR NEW.asked_by <> OLD.asked_by
    OR NEW.asked_utc_ms <> OLD.asked_utc_ms OR NEW.expires_utc_ms <> OLD.expires_utc_ms
  BEGIN SELECT RAISE(ABORT, 'an act that was asked for is answered once'); END;
-- The stock from one officer to the next, as both counted it; the last row has its keeper.
CREATE TABLE stock_hand_overs (
  at_utc_ms INTEGER PRIMARY KEY,
  from_login TEXT NOT NULL,
  to_login TEXT NOT NULL CHECK (to_login <> from_login),
  counted INTEGER NOT NULL CHECK (counted >= 0),
  in_books INTEGER NOT NULL CHECK (in_books >= 0),
  front TEXT,
  front_in_books TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE TRIGGER hand_overs_stay_u BEFORE UPDATE ON stock_hand_overs
  BEGIN SELECT RAISE(ABORT, 'a hand-over stays as it was'); END;
CREATE TRIGGER hand_overs_stay_d BEFORE DELETE ON stock_hand_overs
  BEGIN SELECT RAISE(ABORT, 'a hand-over is never forgotten'); END;

-- What the pace of the stock is read from.
CREATE INDEX edge_log_of_numbers ON edge_log (at_utc_ms) WHERE type = 'number_allocated';
