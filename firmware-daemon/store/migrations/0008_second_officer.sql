-- Who stood for an act as the second officer is a field of its own; until now the login stood behind
-- the reason, "lost (with berik)".
ALTER TABLE blanks ADD COLUMN second TEXT;
ALTER TABLE visits ADD COLUMN second TEXT;

-- What base/codec/older_event.cpp reads out of such a fact: a login is 1 to 64 of a-z 0-9 . _ -, so
-- the last parenthesis begins it. A fact that has the field says itself who the second was, even
-- where its reason ends like this.
CREATE TEMP TABLE said_by_two AS
  SELECT CASE type WHEN 'blank_ended' THEN json_extract(body, '$.blank')
      ELSE json_extract(body, '$.visit_id') END AS subject,
    reason,
    substr(reason, 1, length(rtrim(reason, replace(reason, '(', ''))) - 2) AS words,
    substr(reason, length(rtrim(reason, replace(reason, '(', ''))) + 6) AS login
  FROM (SELECT type, body, CASE type WHEN 'blank_ended' THEN json_extract(body, '$.reason')
      ELSE json_extract(body, '$.officer_reason') END AS reason
    FROM edge_log
    WHERE type IN ('blank_ended', 'plate_decided') AND json_type(body, '$.second') IS NULL)
  WHERE reason GLOB '* (with ?*)';
DELETE FROM said_by_two
  WHERE words || ' (with ' || login <> reason OR rtrim(login, ')') || ')' <> login
    OR rtrim(login, ')') GLOB '*[^a-z0-9._-]*' OR rtrim(login, ')') = '';

UPDATE blanks SET reason = said.words, second = rtrim(said.login, ')')
  FROM said_by_two AS said WHERE said.subject = blanks.number AND said.reason = blanks.reason;

DROP TRIGGER decided_visits_stay;
UPDATE visits SET officer_reason = said.words, second = rtrim(said.login, ')')
  FROM said_by_two AS said
  WHERE said.subject = visits.visit_id AND said.reason = visits.officer_reason;
-- As before, and who was the second too.
CREATE TRIGGER decided_visits_stay BEFORE UPDATE ON visits
  WHEN OLD.decided_by IS NOT NULL AND (NEW.raw IS NOT OLD.raw
    OR NEW.decision IS NOT OLD.decision OR NEW.plate IS NOT OLD.plate
    OR NEW.decided_by IS NOT OLD.decided_by OR NEW.officer_reason IS NOT OLD.officer_reason
    OR NEW.against_read IS NOT OLD.against_read OR NEW.second IS NOT OLD.second)
  BEGIN SELECT RAISE(ABORT, 'a decided visit stays decided'); END;
DROP TABLE said_by_two;
