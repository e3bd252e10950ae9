-- Stretches in which the road, the blanks or the check-in did not work: they count for nobody's
-- lateness and make nobody a no-show.
CREATE TABLE blocked_spans (
  kind TEXT NOT NULL CHECK (kind IN ('road_closed_kz', 'road_closed_cn', 'no_blanks',
    'no_check_in', 'ordered_stop')),
  began_utc_ms INTEGER NOT NULL,
  began_by TEXT NOT NULL,
  began_reason TEXT NOT NULL,
  ended_utc_ms INTEGER CHECK (ended_utc_ms >= began_utc_ms),
  ended_by TEXT,
  ended_reason TEXT,
  PRIMARY KEY (kind, began_utc_ms),
  CHECK ((ended_utc_ms IS NULL) = (ended_by IS NULL)
    AND (ended_utc_ms IS NULL) = (ended_reason IS NULL))
) STRICT;
-- One of a kind at a time, and what has ended stays as it was.
CREATE UNIQUE INDEX one_open_span_of_a_kind ON blocked_spans (kind) WHERE ended_utc_ms IS NULL;
CREATE TRIGGER ended_spans_stay BEFORE UPDATE ON blocked_spans WHEN OLD.ended_utc_ms IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a span that has ended stays as it was'); END;
CREATE TRIGGER spans_are_never_deleted BEFORE DELETE ON blocked_spans
  BEGIN SELECT RAISE(ABORT, 'a blocked span is never forgotten'); END;

-- Whether a truck came in time is said once, when it checks in.
ALTER TABLE bookings ADD COLUMN quality TEXT CHECK (quality IN ('in_time', 'late'));
ALTER TABLE bookings ADD COLUMN late_minutes INTEGER CHECK (late_minutes >= 0);
-- By the rule of before: up to an hour after its interval a truck came in time.
UPDATE bookings SET
  quality = CASE WHEN checked_in_utc_ms < slot_end_utc_ms + 3600000 THEN 'in_time' ELSE 'late' END,
  late_minutes = CASE WHEN checked_in_utc_ms < slot_end_utc_ms + 3600000 THEN 0
    ELSE (checked_in_utc_ms - slot_end_utc_ms) / 60000 END
  WHERE checked_in_utc_ms IS NOT NULL;
