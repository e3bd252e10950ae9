-- Why a number ended is a closed list, so that each number stands in one place of the books (R-34).
ALTER TABLE blanks ADD COLUMN cause TEXT CHECK (cause IN ('violation', 'returned_by_carrier',
  'lost_by_carrier', 'spoiled', 'set_aside', 'lost_by_office', 'revoked_by_centre'));

-- What core::older_cause reads out of a fact of before it had the field.
UPDATE blanks SET cause = CASE state
    WHEN 'returned' THEN 'returned_by_carrier'
    WHEN 'spoiled' THEN 'spoiled'
    WHEN 'lost' THEN CASE WHEN EXISTS (
        SELECT 1 FROM event_subject JOIN edge_log USING (pos)
        WHERE event_subject.subject = blanks.number AND edge_log.type = 'permit_issued')
      THEN 'lost_by_carrier' ELSE 'lost_by_office' END
    WHEN 'annulled' THEN CASE WHEN second IS NOT NULL THEN 'violation'
      WHEN reason LIKE 'revoked by the centre: %' THEN 'revoked_by_centre'
      ELSE 'set_aside' END
    END
  WHERE state IN ('returned', 'spoiled', 'lost', 'annulled');

-- What the books are held against is read out of the log, beside a daemon at work.
CREATE INDEX edge_log_of_receipts ON edge_log (pos) WHERE type = 'blanks_received';
