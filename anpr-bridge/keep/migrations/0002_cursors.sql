-- How far a camera that is asked for its list has been read, and which reads had to be kept without
-- their picture.

CREATE TABLE cursors(
  camera TEXT PRIMARY KEY,
  position TEXT NOT NULL,
  asked_utc_ms INTEGER NOT NULL
) STRICT;

ALTER TABLE messages ADD COLUMN picture_dropped INTEGER NOT NULL DEFAULT 0
  CHECK(picture_dropped IN (0, 1));

-- The counts of the last day are read at every start.
CREATE INDEX messages_by_camera_time ON messages(camera, received_utc_ms);
CREATE INDEX undecodable_by_camera ON undecodable(camera, seq);
