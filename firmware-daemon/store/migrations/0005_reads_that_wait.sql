-- A flood of unreadable reads must cost the officers' view nothing: which reads come first is told
-- by walking the newest of each camera and of each called truck.
CREATE INDEX visits_waiting_by_camera ON visits (camera, received_utc_ms, visit_id) WHERE waits = 1;
CREATE INDEX visits_waiting_by_match ON visits (matched, received_utc_ms, visit_id) WHERE waits = 1;
CREATE INDEX visits_waiting_by_runner_up ON visits (runner_up, received_utc_ms, visit_id)
  WHERE waits = 1;
CREATE INDEX bookings_called ON bookings (plate) WHERE state = 'called';
-- And a row of tickets must not push out a supplement whose end nobody knows.
CREATE INDEX print_jobs_unknown ON print_jobs (id) WHERE state = 'unknown';
