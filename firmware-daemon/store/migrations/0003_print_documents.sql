-- Every sheet is a print job, not the supplement alone; and the stages between queued and the end.
-- What was a supplement stays one: its payload has the same form.

CREATE TABLE print_jobs_2 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document TEXT NOT NULL CHECK (document IN ('supplement', 'queue_ticket', 'call_slip',
    'return_act', 'loss_act', 'stock_receipt', 'shift_report', 'no_fault_slip', 'test_page')),
  subject TEXT NOT NULL,
  application_no TEXT REFERENCES applications (application_no),
  blank TEXT REFERENCES blanks (number),
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  state TEXT NOT NULL CHECK (state IN ('queued', 'preflight', 'sending', 'awaiting_echo',
    'confirmed', 'failed_safe', 'unknown')),
  payload TEXT NOT NULL,
  cause TEXT,
  grade TEXT,
  page_hash TEXT,
  rows_sent INTEGER,
  bytes_sent INTEGER,
  queued_utc_ms INTEGER NOT NULL,
  ended_utc_ms INTEGER,
  resolved_by TEXT,
  UNIQUE (document, subject, attempt),
  CHECK (document <> 'supplement'
         OR (application_no IS NOT NULL AND blank IS NOT NULL AND subject = blank))
) STRICT;

INSERT INTO print_jobs_2 (id, document, subject, application_no, blank, attempt, state, payload,
    cause, grade, page_hash, queued_utc_ms, ended_utc_ms, resolved_by)
  SELECT id, 'supplement', blank, application_no, blank, attempt, state, payload,
    cause, grade, page_hash, queued_utc_ms, ended_utc_ms, resolved_by
  FROM print_jobs ORDER BY id;

DROP TABLE print_jobs;
ALTER TABLE print_jobs_2 RENAME TO print_jobs;

CREATE INDEX print_jobs_open ON print_jobs (id)
  WHERE state IN ('queued', 'preflight', 'sending', 'awaiting_echo');
CREATE INDEX print_jobs_by_application ON print_jobs (application_no);
CREATE INDEX print_jobs_by_blank ON print_jobs (blank);
