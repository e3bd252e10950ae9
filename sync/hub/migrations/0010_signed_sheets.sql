-- Printed acts and no-fault slips whose QR is signed (ADR 0067), one row an attempt. `number` is that
-- of the blank or the booking in the link, `subject` tells two sheets of one number apart.
CREATE TABLE signed_sheet (
  site TEXT NOT NULL,
  document TEXT NOT NULL,
  subject TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  number TEXT NOT NULL,
  sheet_check TEXT NOT NULL CHECK (length(sheet_check) = 8),
  reported_utc_ms INTEGER NOT NULL,
  PRIMARY KEY (site, document, subject, attempt)
) STRICT, WITHOUT ROWID;
CREATE INDEX signed_sheet_by_check ON signed_sheet (number, sheet_check);
