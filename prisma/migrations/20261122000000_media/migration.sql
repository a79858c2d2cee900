-- Preparing, scanning and previews of media, uploads in pieces, the audit log, deleted messages.
alter table media_assets
  drop column transcript,
  drop column captions,
  add column transcript jsonb,
  add column description text,
  add column waveform text,
  add column page_count integer,
  add column stage text,
  add column progress integer,
  add column error_message text,
  add column preview_note text,
  add column updated_at timestamptz(3) not null default now();

create index media_assets_storage_key_idx on media_assets (storage_key);
create index media_assets_processing_idx on media_assets (updated_at) where status = 'processing';

alter table asset_variants add column at_ms integer;
create index asset_variants_storage_key_idx on asset_variants (storage_key);

alter table messages add column deleted_at timestamptz(3);

create table uploads (
  id uuid primary key,
  owner_id uuid not null references users (id) on delete cascade on update cascade,
  size_bytes bigint not null,
  filename text,
  declared_type text,
  conversation_id uuid,
  asset_id uuid,
  error_code text,
  error_message text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index uploads_owner_id_created_at_idx on uploads (owner_id, created_at);
create index uploads_updated_at_idx on uploads (updated_at);

create table audit_entries (
  id uuid primary key,
  owner_id uuid not null,
  action text not null,
  subject text not null,
  details jsonb not null default '{}',
  at timestamptz(3) not null default now()
);
create index audit_entries_at_idx on audit_entries (at);
create index audit_entries_owner_id_at_idx on audit_entries (owner_id, at);
