-- What is reported to the national electronic queue, and the plates that it expects.

-- One row for each visit that is to be reported. `growing`: better reads may still come; `refused`:
-- the other end calls the event wrong, it is tried again once a day.
CREATE TABLE national_events(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  visit_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK(state IN ('growing', 'waiting', 'refused', 'posted', 'given_up')),
  received_utc_ms INTEGER NOT NULL,
  next_utc_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  without_picture INTEGER NOT NULL DEFAULT 0 CHECK(without_picture IN (0, 1)),
  problem TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX national_events_by_state ON national_events(state, seq);

-- The list of a day as it was fetched last.
CREATE TABLE national_days(
  day TEXT PRIMARY KEY,
  fetched_utc_ms INTEGER NOT NULL,
  malformed INTEGER NOT NULL
) STRICT;
CREATE TABLE national_plates(
  day TEXT NOT NULL,
  plate TEXT NOT NULL,
  PRIMARY KEY(day, plate)
) STRICT, WITHOUT ROWID;
