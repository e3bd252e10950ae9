-- The checkpoint's own memory. What the law cares about is also a constraint here.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- The edge log: append-only, one writer, hash-chained; also the outbox of the link.
CREATE TABLE edge_log (
  pos INTEGER PRIMARY KEY AUTOINCREMENT,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  event_id TEXT NOT NULL UNIQUE,
  at_utc_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  UNIQUE (epoch, seq)
) STRICT;
CREATE TRIGGER edge_log_is_append_only_u BEFORE UPDATE ON edge_log
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER edge_log_is_append_only_d BEFORE DELETE ON edge_log
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Which applications, blanks, bookings, plates and visits an event is about.
CREATE TABLE event_subject (
  subject TEXT NOT NULL,
  pos INTEGER NOT NULL REFERENCES edge_log (pos),
  PRIMARY KEY (subject, pos)
) STRICT, WITHOUT ROWID;

-- The hub's log for this checkpoint, as it arrived.
CREATE TABLE hub_log (
  pos INTEGER PRIMARY KEY AUTOINCREMENT,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  event_id TEXT NOT NULL UNIQUE,
  at_utc_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (epoch, seq)
) STRICT;

-- Facts of the hub that could not be applied, with the reason; nothing is thrown away.
CREATE TABLE dead_letter (
  hub_pos INTEGER PRIMARY KEY REFERENCES hub_log (pos),
  at_utc_ms INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- How far the other side has durably taken our log.
CREATE TABLE link_cursor (
  stream TEXT PRIMARY KEY CHECK (stream IN ('edge_acked')),
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE carriers (
  bin TEXT PRIMARY KEY CHECK (length(bin) = 12),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  certificate_no TEXT NOT NULL,
  certificate_until TEXT NOT NULL
) STRICT;

CREATE TABLE permit_cards (
  plate TEXT PRIMARY KEY,
  card_no TEXT NOT NULL,
  bin TEXT NOT NULL,
  make TEXT NOT NULL,
  model TEXT NOT NULL,
  vin TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  tachograph_until TEXT NOT NULL,
  inspection_until TEXT NOT NULL
) STRICT;

CREATE TABLE misuse (
  bin TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('vehicle_not_on_card', 'blank_handed_over')),
  on_date TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (bin, kind, on_date)
) STRICT;

CREATE TABLE bookings (
  booking_no TEXT PRIMARY KEY,
  plate TEXT NOT NULL,
  bin TEXT NOT NULL,
  seller TEXT NOT NULL CHECK (seller IN ('hub', 'edge')),
  slot_start_utc_ms INTEGER NOT NULL,
  slot_end_utc_ms INTEGER NOT NULL CHECK (slot_end_utc_ms > slot_start_utc_ms),
  state TEXT NOT NULL CHECK (state IN ('booked', 'checked_in', 'called', 'on_territory', 'crossed',
    'turned_back', 'no_show', 'withdrawn', 'annulled')),
  checked_in_utc_ms INTEGER,
  called_utc_ms INTEGER,
  lane TEXT,
  ground TEXT,
  entered_utc_ms INTEGER
) STRICT;
-- One active booking per vehicle.
CREATE UNIQUE INDEX one_active_booking ON bookings (plate)
  WHERE state IN ('booked', 'checked_in', 'called', 'on_territory');
CREATE INDEX bookings_by_slot ON bookings (slot_start_utc_ms, booking_no);

CREATE TABLE applications (
  application_no TEXT PRIMARY KEY,
  bin TEXT NOT NULL,
  plate TEXT NOT NULL,
  booking_no TEXT NOT NULL,
  planned_crossing TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('registered', 'rejected_intake', 'refused', 'pay_notice',
    'paid', 'supplement_formed', 'at_checkpoint', 'issued', 'closed', 'lapsed')),
  supplement TEXT,
  valid_from TEXT,
  valid_until TEXT,
  entered_utc_ms INTEGER,
  card_matches INTEGER NOT NULL DEFAULT 0 CHECK (card_matches IN (0, 1)),
  revoked_reason TEXT,
  CHECK ((supplement IS NULL) = (valid_until IS NULL))
) STRICT;
CREATE INDEX applications_by_plate ON applications (plate);
CREATE INDEX applications_by_state ON applications (state);
-- Fields 1 to 12 never change once they are formed.
CREATE TRIGGER supplement_is_immutable BEFORE UPDATE OF supplement ON applications
  WHEN OLD.supplement IS NOT NULL AND NEW.supplement IS NOT OLD.supplement
  BEGIN SELECT RAISE(ABORT, 'the supplement never changes once it is formed'); END;

CREATE TABLE deliveries (
  batch TEXT PRIMARY KEY,
  first TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  announced INTEGER NOT NULL CHECK (announced IN (0, 1)),
  received_order INTEGER UNIQUE,
  received_utc_ms INTEGER,
  received_by TEXT
) STRICT;

CREATE TABLE blanks (
  number TEXT PRIMARY KEY,
  batch TEXT NOT NULL REFERENCES deliveries (batch),
  stock_order INTEGER NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('in_stock', 'allocated', 'printed', 'issued', 'redeemed',
    'returned', 'lost', 'annulled', 'spoiled')),
  application_no TEXT REFERENCES applications (application_no),
  reason TEXT,
  replaced_by TEXT REFERENCES blanks (number),
  CHECK (state NOT IN ('allocated', 'printed', 'issued', 'redeemed', 'returned')
         OR application_no IS NOT NULL)
) STRICT;
-- One living blank per application.
CREATE UNIQUE INDEX one_blank_per_application ON blanks (application_no)
  WHERE state IN ('allocated', 'printed', 'issued');
CREATE INDEX blanks_in_stock ON blanks (stock_order) WHERE state = 'in_stock';
CREATE INDEX blanks_by_application ON blanks (application_no);
-- A number never comes back into the stock and never goes to another application.
CREATE TRIGGER number_never_twice BEFORE UPDATE ON blanks
  WHEN (NEW.state = 'in_stock' AND OLD.state <> 'in_stock')
    OR (OLD.application_no IS NOT NULL AND NEW.application_no IS NOT OLD.application_no)
    OR (OLD.state IN ('redeemed', 'returned', 'lost', 'annulled', 'spoiled')
        AND NEW.state <> OLD.state)
  BEGIN SELECT RAISE(ABORT, 'a number is given once and never again'); END;
CREATE TRIGGER blanks_are_never_deleted BEFORE DELETE ON blanks
  BEGIN SELECT RAISE(ABORT, 'a blank is never forgotten'); END;

CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_no TEXT NOT NULL REFERENCES applications (application_no),
  blank TEXT NOT NULL REFERENCES blanks (number),
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'confirmed', 'failed_safe', 'unknown')),
  payload TEXT NOT NULL,
  cause TEXT,
  grade TEXT,
  page_hash TEXT,
  queued_utc_ms INTEGER NOT NULL,
  ended_utc_ms INTEGER,
  resolved_by TEXT,
  UNIQUE (blank, attempt)
) STRICT;
CREATE INDEX print_jobs_open ON print_jobs (id) WHERE state IN ('queued', 'sending');
CREATE INDEX print_jobs_by_application ON print_jobs (application_no);

CREATE TABLE visits (
  visit_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  camera TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('gate_in', 'exit', 'return_lane')),
  received_utc_ms INTEGER NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  visit TEXT NOT NULL,
  decision TEXT NOT NULL,
  plate TEXT,
  decided_by TEXT
) STRICT;
CREATE INDEX visits_pending ON visits (received_utc_ms) WHERE decided_by IS NULL;

-- One stay of one vehicle on the territory.
CREATE TABLE stays (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plate TEXT NOT NULL,
  entry_visit TEXT NOT NULL,
  entered_utc_ms INTEGER NOT NULL,
  booking_no TEXT,
  application_no TEXT,
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  ended_utc_ms INTEGER,
  end_kind TEXT CHECK (end_kind IN ('left', 'turned_back')),
  end_visit TEXT,
  CHECK ((ended_utc_ms IS NULL) = (end_kind IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_stay_at_a_time ON stays (plate) WHERE ended_utc_ms IS NULL;

CREATE TABLE incidents (
  incident_no TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  opened_utc_ms INTEGER NOT NULL,
  closed_utc_ms INTEGER,
  note TEXT,
  UNIQUE (kind, subject, opened_utc_ms)
) STRICT;
CREATE INDEX incidents_open ON incidents (opened_utc_ms) WHERE closed_utc_ms IS NULL;

CREATE TABLE officers (
  login TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'senior', 'technician')),
  password_hash TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until_utc_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  login TEXT NOT NULL REFERENCES officers (login),
  began_utc_ms INTEGER NOT NULL,
  seen_utc_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE idempotency (
  key TEXT PRIMARY KEY,
  route TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at_utc_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE help_calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  screen TEXT NOT NULL,
  called_utc_ms INTEGER NOT NULL,
  answered_utc_ms INTEGER
) STRICT;
