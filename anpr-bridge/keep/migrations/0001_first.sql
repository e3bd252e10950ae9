-- The journal of otkel-anpr: what cameras sent, the visits made of it, and what otkeld has not yet
-- acknowledged.

-- What was decoded. `raw` stays for the newest messages only, for diagnosis.
CREATE TABLE messages(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  camera TEXT NOT NULL,
  received_utc_ms INTEGER NOT NULL,
  camera_utc_ms INTEGER,
  maker TEXT NOT NULL,
  event_id TEXT,
  dedup_key TEXT NOT NULL UNIQUE,
  decoded TEXT NOT NULL,
  visit_id TEXT NOT NULL,
  picture_hash TEXT,
  raw BLOB
) STRICT;
CREATE INDEX messages_by_camera ON messages(camera, seq);
CREATE INDEX messages_by_picture ON messages(picture_hash) WHERE picture_hash IS NOT NULL;
CREATE INDEX messages_by_visit ON messages(visit_id);

-- The newest payloads that nobody understood.
CREATE TABLE undecodable(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  camera TEXT NOT NULL,
  received_utc_ms INTEGER NOT NULL,
  problem TEXT NOT NULL,
  raw BLOB
) STRICT;

CREATE TABLE visits(
  visit_id TEXT PRIMARY KEY,
  camera TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK(revision > 0),
  live INTEGER NOT NULL CHECK(live IN (0, 1)),
  last_received_utc_ms INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX visits_by_time ON visits(last_received_utc_ms);

-- One row for each visit that waits, at its newest revision.
CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  visit_id TEXT NOT NULL UNIQUE,
  camera TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK(revision > 0),
  json TEXT NOT NULL
) STRICT;
