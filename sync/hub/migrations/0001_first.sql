-- The hub's database: two logs per checkpoint, and what has been read out of them.

-- The log that the hub writes, one per checkpoint and epoch. hub_epoch carries the head, so that a
-- number is never given twice even where rows were pruned.
CREATE TABLE hub_epoch (
  site TEXT NOT NULL CHECK (site IN ('dostyk', 'nur-zholy', 'kolzhat', 'bakhty', 'maikapshagai')),
  ordinal INTEGER NOT NULL,
  epoch TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (site, ordinal)
) STRICT;

CREATE TABLE hub_log (
  site TEXT NOT NULL,
  epoch TEXT NOT NULL REFERENCES hub_epoch (epoch),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  event_id TEXT NOT NULL,
  at_utc_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (site, epoch, seq)
) STRICT, WITHOUT ROWID;

-- The checkpoints' logs exactly as received. The cursor row is written in every transaction that
-- is acknowledged; projected_seq says how far the tables below have read.
CREATE TABLE edge_cursor (
  site TEXT NOT NULL CHECK (site IN ('dostyk', 'nur-zholy', 'kolzhat', 'bakhty', 'maikapshagai')),
  ordinal INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  projected_seq INTEGER NOT NULL DEFAULT 0,
  received_utc_ms INTEGER NOT NULL,
  receipts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, ordinal),
  UNIQUE (site, epoch),
  CHECK (projected_seq <= seq)
) STRICT;

CREATE TABLE edge_log (
  site TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  event_id TEXT NOT NULL,
  at_utc_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  received_utc_ms INTEGER NOT NULL,
  PRIMARY KEY (site, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER hub_log_is_append_only BEFORE UPDATE ON hub_log
BEGIN SELECT RAISE(ABORT, 'hub_log is append-only'); END;
CREATE TRIGGER hub_log_keeps_its_rows BEFORE DELETE ON hub_log
BEGIN SELECT RAISE(ABORT, 'hub_log is append-only'); END;
CREATE TRIGGER edge_log_is_append_only BEFORE UPDATE ON edge_log
BEGIN SELECT RAISE(ABORT, 'edge_log is append-only'); END;
CREATE TRIGGER edge_log_keeps_its_rows BEFORE DELETE ON edge_log
BEGIN SELECT RAISE(ABORT, 'edge_log is append-only'); END;

-- Facts that could not be read into the tables below. They stay here until a person has looked.
CREATE TABLE dead_letter (
  site TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  at_utc_ms INTEGER NOT NULL,
  PRIMARY KEY (site, epoch, seq)
) STRICT;

-- What is wrong with the machinery; one row per cause.
CREATE TABLE alarm (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site TEXT NOT NULL,
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  first_utc_ms INTEGER NOT NULL,
  last_utc_ms INTEGER NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,
  UNIQUE (site, code, subject)
) STRICT;

-- What a person must decide on (R-39), opened by a checkpoint or by the hub.
CREATE TABLE incident (
  site TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('edge', 'hub')),
  incident_no TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  opened_utc_ms INTEGER NOT NULL,
  closed_utc_ms INTEGER,
  note TEXT,
  PRIMARY KEY (site, origin, incident_no)
) STRICT;
CREATE INDEX incident_by_time ON incident (opened_utc_ms);

-- Registries.
CREATE TABLE carrier (
  bin TEXT PRIMARY KEY CHECK (length(bin) = 12),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  certificate_no TEXT NOT NULL,
  certificate_until TEXT NOT NULL
) STRICT;

CREATE TABLE misuse (
  bin TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('vehicle_not_on_card', 'blank_handed_over')),
  on_date TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (bin, kind, on_date)
) STRICT;

CREATE TABLE permit_card (
  card_no TEXT PRIMARY KEY,
  bin TEXT NOT NULL,
  plate TEXT NOT NULL,
  make TEXT NOT NULL,
  model TEXT NOT NULL,
  vin TEXT NOT NULL,
  capacity_kg INTEGER NOT NULL CHECK (capacity_kg >= 0),
  seats INTEGER NOT NULL CHECK (seats >= 0),
  trailer_plate TEXT,
  valid_until TEXT NOT NULL,
  tachograph_until TEXT NOT NULL,
  inspection_until TEXT NOT NULL,
  title_document TEXT NOT NULL
) STRICT;
CREATE INDEX permit_card_by_vehicle ON permit_card (plate, bin);

CREATE TABLE officer (
  login TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'senior', 'technician')),
  password_hash TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- Running numbers: applications and bookings per checkpoint and year, incidents per checkpoint.
CREATE TABLE counter (
  name TEXT NOT NULL,
  site TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= 0),
  PRIMARY KEY (name, site, year)
) STRICT;

CREATE TABLE booking (
  booking_no TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  seller TEXT NOT NULL CHECK (seller IN ('hub', 'edge')),
  plate TEXT NOT NULL,
  bin TEXT NOT NULL,
  driver_name TEXT NOT NULL,
  slot_start_utc_ms INTEGER NOT NULL,
  slot_end_utc_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'checked_in', 'called', 'on_territory', 'crossed',
    'turned_back', 'no_show', 'withdrawn', 'annulled')),
  confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
  -- Sold by both sides while the link was down: a person decides, the second one is set apart.
  contested INTEGER NOT NULL DEFAULT 0 CHECK (contested IN (0, 1)),
  changed_utc_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_active_booking_per_vehicle ON booking (plate)
  WHERE state IN ('booked', 'checked_in', 'called', 'on_territory') AND contested = 0;
CREATE INDEX booking_by_slot ON booking (site, slot_start_utc_ms);

CREATE TABLE application (
  application_no TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  bin TEXT NOT NULL,
  plate TEXT NOT NULL,
  booking_no TEXT NOT NULL,
  planned_crossing TEXT NOT NULL,
  submitted_utc_ms INTEGER NOT NULL,
  decision_due_utc_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('registered', 'rejected_intake', 'refused', 'pay_notice',
    'paid', 'supplement_formed', 'at_checkpoint', 'issued', 'closed', 'lapsed')),
  form TEXT NOT NULL,
  decided_utc_ms INTEGER,
  signed_by TEXT,
  grounds TEXT NOT NULL DEFAULT '[]',
  reason TEXT NOT NULL DEFAULT '',
  -- Why the supplement could not be formed yet, as a JSON list of {code, detail}.
  pending TEXT NOT NULL DEFAULT '[]',
  revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
  changed_utc_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX application_by_vehicle ON application (plate, state);
CREATE INDEX application_by_carrier ON application (bin, state);
CREATE UNIQUE INDEX one_open_application_per_booking ON application (booking_no)
  WHERE state NOT IN ('rejected_intake', 'refused', 'closed', 'lapsed');

CREATE TABLE payment (
  application_no TEXT PRIMARY KEY REFERENCES application (application_no),
  amount_tenge INTEGER NOT NULL CHECK (amount_tenge > 0),
  paid_utc_ms INTEGER NOT NULL,
  reference TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE delivery (
  batch TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  first TEXT NOT NULL,
  series TEXT NOT NULL,
  first_serial INTEGER NOT NULL,
  last_serial INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  dispatched_utc_ms INTEGER NOT NULL,
  received_utc_ms INTEGER
) STRICT;
CREATE INDEX delivery_by_serial ON delivery (series, first_serial);

-- One row per physical blank: a number exists once in the whole country.
CREATE TABLE blank (
  number TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  batch TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in_stock', 'allocated', 'printed', 'issued', 'redeemed',
    'returned', 'lost', 'annulled', 'spoiled')),
  application_no TEXT,
  replaces TEXT,
  changed_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blank_by_state ON blank (site, state);
CREATE UNIQUE INDEX one_blank_per_application ON blank (application_no)
  WHERE application_no IS NOT NULL AND state NOT IN ('lost', 'annulled', 'spoiled');

-- The register of issued permits (R-33) and what its page says.
CREATE TABLE register (
  application_no TEXT PRIMARY KEY REFERENCES application (application_no),
  site TEXT NOT NULL,
  carrier_name TEXT NOT NULL,
  bin TEXT NOT NULL,
  permit_type TEXT NOT NULL,
  blank TEXT,
  make TEXT NOT NULL,
  plate TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('formed', 'issued', 'redeemed', 'returned', 'lost',
    'annulled')),
  revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
  supplement TEXT NOT NULL,
  formed_utc_ms INTEGER NOT NULL,
  issued_utc_ms INTEGER,
  redeemed_utc_ms INTEGER,
  changed_utc_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX register_by_site ON register (site, issued_utc_ms);

-- Public keys with which the checkpoints sign the QR.
CREATE TABLE signing_key (
  site TEXT NOT NULL,
  public_key TEXT NOT NULL PRIMARY KEY CHECK (length(public_key) = 64),
  key_id TEXT NOT NULL,
  added_utc_ms INTEGER NOT NULL
) STRICT;

-- Answers that were given, so that a repeated request is answered and not carried out again.
CREATE TABLE idempotency (
  key TEXT NOT NULL,
  route TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at_utc_ms INTEGER NOT NULL,
  PRIMARY KEY (key, route)
) STRICT;
