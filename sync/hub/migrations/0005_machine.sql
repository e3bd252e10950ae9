-- What the hub must remember of its own machine over a restart: the trust in its clock, and the row
-- that proves that the database can be written.
CREATE TABLE machine (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
