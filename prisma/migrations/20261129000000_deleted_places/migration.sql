-- Which conversations and messages were deleted of late: the worker looks whether jobs are left of them.
create index conversations_deleted_at_idx on conversations (deleted_at) where deleted_at is not null;
create index messages_deleted_at_idx on messages (deleted_at) where deleted_at is not null;

-- How many films were begun within a minute.
create index jobs_started_at_idx on jobs (started_at);
