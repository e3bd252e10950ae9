-- A truck that does not come when it is called is parked; it comes back once, or is gone (ADR 0072).
-- A list of words in a CHECK cannot be changed, so the table is made anew under the same name.
CREATE TABLE bookings_with_parking (
  booking_no TEXT PRIMARY KEY,
  plate TEXT NOT NULL,
  bin TEXT NOT NULL,
  seller TEXT NOT NULL CHECK (seller IN ('hub', 'edge')),
  slot_start_utc_ms INTEGER NOT NULL,
  slot_end_utc_ms INTEGER NOT NULL CHECK (slot_end_utc_ms > slot_start_utc_ms),
  state TEXT NOT NULL CHECK (state IN ('booked', 'checked_in', 'called', 'parked', 'on_territory',
    'crossed', 'turned_back', 'no_show', 'gone', 'withdrawn', 'annulled')),
  checked_in_utc_ms INTEGER,
  called_utc_ms INTEGER,
  lane TEXT,
  ground TEXT,
  entered_utc_ms INTEGER,
  quality TEXT CHECK (quality IN ('in_time', 'late')),
  late_minutes INTEGER CHECK (late_minutes >= 0)
) STRICT;
INSERT INTO bookings_with_parking
  SELECT booking_no, plate, bin, seller, slot_start_utc_ms, slot_end_utc_ms, state, checked_in_utc_ms,
    called_utc_ms, lane, ground, entered_utc_ms, quality, late_minutes FROM bookings;
CREATE TABLE queue_places_with_parking (
  booking_no TEXT PRIMARY KEY REFERENCES bookings_with_parking (booking_no),
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  late_interval_utc_ms INTEGER,
  head_epoch TEXT,
  head_seq INTEGER CHECK (head_seq > 0),
  calls INTEGER NOT NULL DEFAULT 0 CHECK (calls >= 0),
  -- Until when a parked truck may come back; how often it did, and the last time.
  parked_until_utc_ms INTEGER,
  come_backs INTEGER NOT NULL DEFAULT 0 CHECK (come_backs >= 0),
  back_epoch TEXT,
  back_seq INTEGER CHECK (back_seq > 0),
  back_interval_utc_ms INTEGER,
  CHECK ((head_epoch IS NULL) = (head_seq IS NULL)),
  CHECK ((back_epoch IS NULL) = (back_seq IS NULL)
    AND (back_epoch IS NULL) = (back_interval_utc_ms IS NULL)
    AND (back_epoch IS NULL) = (come_backs = 0))
) STRICT;
INSERT INTO queue_places_with_parking (booking_no, epoch, seq, late_interval_utc_ms, head_epoch, head_seq,
    calls)
  SELECT booking_no, epoch, seq, late_interval_utc_ms, head_epoch, head_seq, calls FROM queue_places;
DROP TABLE queue_places;
DROP TABLE bookings;
ALTER TABLE bookings_with_parking RENAME TO bookings;
ALTER TABLE queue_places_with_parking RENAME TO queue_places;
-- One active booking per vehicle.
CREATE UNIQUE INDEX one_active_booking ON bookings (plate)
  WHERE state IN ('booked', 'checked_in', 'called', 'parked', 'on_territory');
CREATE INDEX bookings_by_slot ON bookings (slot_start_utc_ms, booking_no);
CREATE INDEX bookings_called ON bookings (plate) WHERE state = 'called';
CREATE INDEX bookings_out_of_turn ON bookings (called_utc_ms) WHERE ground IS NOT NULL;
