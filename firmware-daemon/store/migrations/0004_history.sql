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

-- The epochs of the edge log in their order; the last one is being written.
CREATE TABLE edge_epoch (
  epoch TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL
) STRICT;
INSERT INTO edge_epoch (epoch, ordinal)
  SELECT epoch, row_number() OVER (ORDER BY min(pos)) FROM edge_log GROUP BY epoch;
DELETE FROM meta WHERE key = 'epoch';
CREATE INDEX edge_log_by_time ON edge_log (at_utc_ms);

-- Only what is kept aside may go.
DROP TRIGGER edge_log_is_append_only_d;
CREATE TRIGGER edge_log_is_append_only_d BEFORE DELETE ON edge_log
  WHEN NOT EXISTS (SELECT 1 FROM log_aside WHERE hash = OLD.hash)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Blanks that lay below the first one of their pack when two persons began numbers anew: nobody
-- may be given one until the log says what became of it.
CREATE TABLE unaccounted (
  number TEXT PRIMARY KEY REFERENCES blanks (number),
  since_utc_ms INTEGER NOT NULL
) STRICT;
