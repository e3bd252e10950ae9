-- What an officer's commitment in the log stands for; erased with the password it belongs to.
CREATE TABLE officer_secret (
  login TEXT PRIMARY KEY REFERENCES officer (login),
  commitment TEXT NOT NULL UNIQUE,
  salt TEXT NOT NULL CHECK (length(salt) = 64),
  hash TEXT NOT NULL,
  -- An older version wrote this very hash into a log, where it stays.
  in_log INTEGER NOT NULL CHECK (in_log IN (0, 1))
) STRICT;
