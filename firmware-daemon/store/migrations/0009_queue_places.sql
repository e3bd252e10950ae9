-- What the place of a truck in the queue is made of: the number of its check-in in the log, the
-- interval that ran then if it was late, and the number of the grant that put it at the head.
CREATE TABLE queue_places (
  booking_no TEXT PRIMARY KEY REFERENCES bookings (booking_no),
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  late_interval_utc_ms INTEGER,
  head_epoch TEXT,
  head_seq INTEGER CHECK (head_seq > 0),
  calls INTEGER NOT NULL DEFAULT 0 CHECK (calls >= 0),
  CHECK ((head_epoch IS NULL) = (head_seq IS NULL))
) STRICT;
-- Who waits now keeps the interval that was booked: nobody becomes late by an update.
INSERT INTO queue_places (booking_no, epoch, seq)
  SELECT booking_no, epoch, seq FROM edge_log JOIN bookings
    ON booking_no = json_extract(body, '$.booking_no')
  WHERE pos IN (SELECT max(pos) FROM edge_log WHERE type = 'booking_moved'
    AND json_extract(body, '$.event') = 'check_in' GROUP BY json_extract(body, '$.booking_no'));
-- How many went out of turn on a day.
CREATE INDEX bookings_out_of_turn ON bookings (called_utc_ms) WHERE ground IS NOT NULL;
