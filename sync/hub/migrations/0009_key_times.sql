-- When a key of the QR counts (ADR 0059): from its first signature to its planned end, or until it was
-- withdrawn because somebody else may have it. Nothing means: not limited.
ALTER TABLE signing_key ADD COLUMN from_utc_ms INTEGER;
ALTER TABLE signing_key ADD COLUMN until_utc_ms INTEGER;
ALTER TABLE signing_key ADD COLUMN withdrawn_utc_ms INTEGER;
ALTER TABLE signing_key ADD COLUMN limited_by TEXT;
ALTER TABLE signing_key ADD COLUMN limited_reason TEXT;
