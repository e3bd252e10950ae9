-- Trucks that were parked at a checkpoint, or are gone (ADR 0072). A list of words in a CHECK cannot be
-- changed, so the table is made anew under the same name.
CREATE TABLE booking_with_parking (
  booking_no TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  seller TEXT NOT NULL CHECK (seller IN ('hub', 'edge')),
  plate TEXT NOT NULL,
  bin TEXT NOT NULL,
  driver_name TEXT NOT NULL,
  slot_start_utc_ms INTEGER NOT NULL,
  slot_end_utc_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'checked_in', 'called', 'parked', 'on_territory',
    'crossed', 'turned_back', 'no_show', 'gone', 'withdrawn', 'annulled')),
  confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
  -- Sold by both sides while the link was down: a person decides, the second one is set apart.
  contested INTEGER NOT NULL DEFAULT 0 CHECK (contested IN (0, 1)),
  changed_utc_ms INTEGER NOT NULL
) STRICT;
INSERT INTO booking_with_parking
  SELECT booking_no, site, seller, plate, bin, driver_name, slot_start_utc_ms, slot_end_utc_ms, state,
    confirmed, contested, changed_utc_ms FROM booking;
DROP TABLE booking;
ALTER TABLE booking_with_parking RENAME TO booking;
CREATE UNIQUE INDEX one_active_booking_per_vehicle ON booking (plate)
  WHERE state IN ('booked', 'checked_in', 'called', 'parked', 'on_territory') AND contested = 0;
CREATE INDEX booking_by_slot ON booking (site, slot_start_utc_ms);
