-- How far the transcript of a recording is.
alter table media_assets
  add column transcription_status text,
  add column transcription_error text;
create index media_assets_transcription_idx on media_assets (updated_at) where transcription_status = 'waiting';
