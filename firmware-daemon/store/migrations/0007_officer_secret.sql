-- What an officer's commitment in the hub's log stands for; erased with the password it belongs to.
CREATE TABLE officer_secret (
  login TEXT PRIMARY KEY REFERENCES officers (login),
  commitment TEXT NOT NULL,
  salt TEXT NOT NULL CHECK (length(salt) = 64),
  hash TEXT NOT NULL
) STRICT;
