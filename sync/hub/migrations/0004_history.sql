-- A database that was put back, lost or copied: what is known of its history, and what comes back.

-- Whether everything that was ever given under an own log is known here.
CREATE TABLE history (
  log TEXT PRIMARY KEY,
  doubt TEXT NOT NULL CHECK (doubt IN ('none', 'created', 'restored', 'rolled_back', 'rewritten',
    'replaced')),
  by_persons INTEGER NOT NULL CHECK (by_persons IN (0, 1)),
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  since_utc_ms INTEGER NOT NULL
) STRICT;

-- Own events that the peer gave back and whose effects are not in the tables yet.
CREATE TABLE adopted (
  log TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (log, ordinal)
) STRICT;

-- Own events that had to give way to those that the peer was told under the same numbers.
CREATE TABLE log_aside (
  log TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  at_utc_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  aside_utc_ms INTEGER NOT NULL,
  PRIMARY KEY (log, hash)
) STRICT;

-- Only what is kept aside may go.
DROP TRIGGER hub_log_keeps_its_rows;
CREATE TRIGGER hub_log_keeps_its_rows BEFORE DELETE ON hub_log
WHEN NOT EXISTS (SELECT 1 FROM log_aside WHERE hash = OLD.hash)
BEGIN SELECT RAISE(ABORT, 'hub_log is append-only'); END;

-- Which epoch of a checkpoint's log counts. The first one does; every other waits for a person.
ALTER TABLE edge_cursor ADD COLUMN standing TEXT NOT NULL DEFAULT 'accepted'
  CHECK (standing IN ('accepted', 'waits', 'superseded'));
ALTER TABLE edge_cursor ADD COLUMN accepted_by TEXT;
ALTER TABLE edge_cursor ADD COLUMN accepted_reason TEXT;
ALTER TABLE edge_cursor ADD COLUMN accepted_utc_ms INTEGER;
-- Of several epochs that stand there already only the newest is being written.
UPDATE edge_cursor SET standing = 'superseded' WHERE ordinal <
  (SELECT max(n.ordinal) FROM edge_cursor AS n WHERE n.site = edge_cursor.site);

-- Who said that the hub's database was put back, until its numbers are safe again.
CREATE TABLE put_back (
  site TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  person TEXT NOT NULL
) STRICT;
