-- The log: the next index, the entries that are not yet published and confirmed, and how far each log is known.

-- One row, updated last in each transaction that appends, so that index order is commit order (federation.md, 6.1).
create table log_next (
  only_row boolean primary key default true check (only_row),
  index bigint not null,
  -- Put back from a backup: nothing is signed before somebody has been asked how far the log had come.
  restored boolean not null default false
);
insert into log_next (index) values (0);

create table log_entries (
  index bigint primary key,
  id text not null unique,
  -- Position of the event that the entry tells of.
  position bigint not null,
  entry bytea not null
);
comment on table log_entries is 'Outbox of the log: emptied once published in tiles and confirmed by the quorum. The log itself stands in files.';

create table log_heads (
  log text primary key,
  country text not null,
  own boolean not null,
  size bigint not null default 0,
  root text not null default '',
  position bigint not null default 0,
  confirmed_size bigint not null default 0,
  confirmed_position bigint not null default 0,
  confirmed_at timestamptz,
  heard_at timestamptz
);
comment on table log_heads is 'How far each log is published or applied here, and confirmed. What was published is remembered apart, outside the database.';
