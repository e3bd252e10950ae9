-- Which sites there are is said by the settings: the three lists of five codes go (ADR 0054). SQLite
-- takes no CHECK away from a table, so each is built anew; its rows wait beside it meanwhile.

-- hub_log refers to hub_epoch, whose rows are away for a moment.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE hub_epoch_rows AS SELECT * FROM hub_epoch;
DROP TABLE hub_epoch;
CREATE TABLE hub_epoch (
  site TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  epoch TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (site, ordinal)
) STRICT;
INSERT INTO hub_epoch (site, ordinal, epoch, seq, hash)
  SELECT site, ordinal, epoch, seq, hash FROM hub_epoch_rows;
DROP TABLE hub_epoch_rows;

CREATE TABLE edge_cursor_rows AS SELECT * FROM edge_cursor;
DROP TABLE edge_cursor;
CREATE TABLE edge_cursor (
  site TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  projected_seq INTEGER NOT NULL DEFAULT 0,
  received_utc_ms INTEGER NOT NULL,
  receipts INTEGER NOT NULL DEFAULT 0,
  standing TEXT NOT NULL DEFAULT 'accepted'
    CHECK (standing IN ('accepted', 'waits', 'superseded')),
  accepted_by TEXT,
  accepted_reason TEXT,
  accepted_utc_ms INTEGER,
  PRIMARY KEY (site, ordinal),
  UNIQUE (site, epoch),
  CHECK (projected_seq <= seq)
) STRICT;
INSERT INTO edge_cursor (site, ordinal, epoch, seq, hash, projected_seq, received_utc_ms, receipts,
    standing, accepted_by, accepted_reason, accepted_utc_ms)
  SELECT site, ordinal, epoch, seq, hash, projected_seq, received_utc_ms, receipts, standing,
    accepted_by, accepted_reason, accepted_utc_ms FROM edge_cursor_rows;
DROP TABLE edge_cursor_rows;

CREATE TABLE link_status_rows AS SELECT * FROM link_status;
DROP TABLE link_status;
CREATE TABLE link_status (
  site TEXT PRIMARY KEY,
  connected INTEGER NOT NULL CHECK (connected IN (0, 1)),
  heard_utc_ms INTEGER,
  current_utc_ms INTEGER,
  acked_seq INTEGER NOT NULL CHECK (acked_seq >= 0),
  said_seq INTEGER NOT NULL CHECK (said_seq >= 0),
  written_utc_ms INTEGER NOT NULL
) STRICT;
INSERT INTO link_status (site, connected, heard_utc_ms, current_utc_ms, acked_seq, said_seq,
    written_utc_ms)
  SELECT site, connected, heard_utc_ms, current_utc_ms, acked_seq, said_seq, written_utc_ms
    FROM link_status_rows;
DROP TABLE link_status_rows;
