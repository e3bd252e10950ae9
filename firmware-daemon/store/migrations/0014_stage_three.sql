-- Numbers are given in the order in which applications were registered; an application of another
-- checkpoint's numbers may stand among ours.
ALTER TABLE applications ADD COLUMN registered_utc_ms INTEGER NOT NULL DEFAULT 0;
UPDATE applications SET registered_utc_ms = coalesce((SELECT
  CAST(strftime('%s', substr(json_extract(body, '$.submitted'), 1, 19)) AS INTEGER) * 1000
    + CAST(substr(json_extract(body, '$.submitted'), 21, 3) AS INTEGER)
  FROM hub_log WHERE type = 'application_registered'
    AND json_extract(body, '$.application_no') = applications.application_no
  ORDER BY pos LIMIT 1), 0);
-- What a camera took for another make and an officer, who looked at the vehicle, for the card's.
ALTER TABLE applications ADD COLUMN make_set_aside TEXT;

-- Number of a permit from outside the pilot that the driver showed (R-02).
ALTER TABLE stays ADD COLUMN external_permit TEXT;

-- When a vehicle last passed a gate.
CREATE INDEX visits_by_plate ON visits (plate, role, received_utc_ms) WHERE plate IS NOT NULL;
