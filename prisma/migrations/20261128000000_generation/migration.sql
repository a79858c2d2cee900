-- Media made on request: jobs with their consent, what things cost and may cost, summaries of long branches, and what
-- a person prefers.

create table jobs (
  id uuid primary key,
  owner_id uuid not null references users (id) on delete cascade,
  conversation_id uuid not null references conversations (id) on delete cascade,
  message_id uuid references messages (id) on delete set null,
  run_id uuid,
  purpose text not null,
  tool text not null,
  title text not null,
  parameters jsonb not null,
  source_ids uuid[] not null default '{}',
  model text,
  model_name text,
  identity text not null,
  status text not null,
  quote_micros bigint,
  cost_micros bigint,
  consent_expires_at timestamptz(3),
  decided_at timestamptz(3),
  decided_via text,
  stage text,
  progress integer,
  operation jsonb,
  attempts integer not null default 0,
  asset_ids uuid[] not null default '{}',
  result jsonb,
  trail jsonb not null default '[]',
  error_code text,
  error_message text,
  error_retryable boolean,
  retry_of uuid,
  created_at timestamptz(3) not null default now(),
  queued_at timestamptz(3),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  updated_at timestamptz(3) not null default now()
);
create index jobs_owner_id_created_at_id_idx on jobs (owner_id, created_at desc, id);
create index jobs_message_id_idx on jobs (message_id);
create index jobs_conversation_id_idx on jobs (conversation_id);
-- What is in flight: an identical request is not started twice.
create unique index jobs_in_flight_key on jobs (owner_id, identity) where status in ('awaiting_consent', 'queued', 'running');
create index jobs_open_idx on jobs (updated_at) where status in ('awaiting_consent', 'queued', 'running');

create table ledger_entries (
  id uuid primary key,
  owner_id uuid not null references users (id) on delete cascade,
  -- What it is for, once: run:{id}:{n}, job:{id}, transcript:{asset}:{n} …
  key text not null unique,
  kind text not null,
  model text not null,
  subject_type text not null,
  subject_id uuid not null,
  conversation_id uuid,
  status text not null,
  reserved_micros bigint not null,
  settled_micros bigint,
  is_estimate boolean not null default true,
  usage jsonb,
  created_at timestamptz(3) not null default now(),
  settled_at timestamptz(3)
);
create index ledger_entries_owner_id_created_at_idx on ledger_entries (owner_id, created_at);
create index ledger_entries_created_at_idx on ledger_entries (created_at);
create index ledger_entries_subject_id_idx on ledger_entries (subject_id);
create index ledger_entries_reserved_idx on ledger_entries (created_at) where status = 'reserved';

-- What may be spent. A null owner with scope 'person' holds for each person who has no row of their own.
create table budgets (
  id uuid primary key,
  scope text not null,
  owner_id uuid references users (id) on delete cascade,
  period text not null,
  limit_micros bigint not null,
  updated_at timestamptz(3) not null default now()
);
create unique index budgets_scope_owner_period_key on budgets (scope, coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), period);

-- The older part of a branch in fewer words: everything from its beginning up to and with one message.
create table branch_summaries (
  id uuid primary key,
  owner_id uuid not null references users (id) on delete cascade,
  conversation_id uuid not null references conversations (id) on delete cascade,
  upto_message_id uuid not null references messages (id) on delete cascade,
  covered_messages integer not null,
  content text not null,
  model text not null,
  created_at timestamptz(3) not null default now()
);
create unique index branch_summaries_upto_message_id_key on branch_summaries (upto_message_id);
create index branch_summaries_conversation_id_idx on branch_summaries (conversation_id);

alter table users add column preferences jsonb not null default '{}';
alter table conversations
  add column cover_asset_id uuid references media_assets (id) on delete set null,
  add column background jsonb;
create index conversations_cover_asset_id_idx on conversations (cover_asset_id);
create index conversations_without_cover_idx on conversations (updated_at) where cover_asset_id is null and deleted_at is null;
create index conversations_background_idx on conversations (id) where background is not null;
create index jobs_speech_idx on jobs (message_id) where purpose = 'speech';

-- What somebody would miss: shown in a message, standing for a conversation, playing behind one, or a message read
-- aloud. Everything else may be swept.
create view used_assets as
  select asset_id from message_assets
  union all
  select cover_asset_id from conversations where cover_asset_id is not null and deleted_at is null
  union all
  select film.id::uuid from conversations c, jsonb_array_elements_text(c.background -> 'asset_ids') as film (id)
  where c.background is not null and c.deleted_at is null
  union all
  select spoken.id from jobs j join messages m on m.id = j.message_id, unnest(j.asset_ids) as spoken (id)
  where j.purpose = 'speech' and j.status = 'complete' and m.deleted_at is null;
