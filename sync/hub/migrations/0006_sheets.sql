-- Printed supplements, one row an attempt, with the check that opens the register's full answer.
CREATE TABLE sheet (
  application_no TEXT NOT NULL REFERENCES application (application_no),
  blank TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  sheet_check TEXT NOT NULL CHECK (length(sheet_check) = 8),
  reported_utc_ms INTEGER NOT NULL,
  PRIMARY KEY (application_no, blank, attempt)
) STRICT, WITHOUT ROWID;
