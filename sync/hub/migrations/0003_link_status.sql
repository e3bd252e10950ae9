-- What the link of each checkpoint last said, written by the process that holds the link.
CREATE TABLE link_status (
  site TEXT PRIMARY KEY
    CHECK (site IN ('dostyk', 'nur-zholy', 'kolzhat', 'bakhty', 'maikapshagai')),
  connected INTEGER NOT NULL CHECK (connected IN (0, 1)),
  heard_utc_ms INTEGER,
  current_utc_ms INTEGER,
  acked_seq INTEGER NOT NULL CHECK (acked_seq >= 0),
  said_seq INTEGER NOT NULL CHECK (said_seq >= 0),
  written_utc_ms INTEGER NOT NULL
) STRICT;
