-- The reaper looks for open runs every two seconds, and nearly all runs are closed. On the id, which never changes,
-- so that heartbeats leave the index alone.
CREATE INDEX "runs_open_idx" ON "runs"("id") WHERE "status" IN ('pending', 'streaming');
