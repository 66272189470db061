-- The spine: what happened, in the order in which it was committed, and who did what with it.

-- The next position. One row, updated last in each transaction that appends: the row lock makes position order commit order,
-- so that a follower never meets a gap that is filled later, and a rolled-back act leaves no hole.
create table event_next (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);
insert into event_next (position) values (1);

create table events (
  position bigint primary key,
  id text not null unique,
  stream text not null,
  stream_version integer not null check (stream_version > 0),
  type text not null,
  version smallint not null,
  -- The legal day of the act, in the country's calendar; recorded_at is when the register learned of it.
  legal_day date not null,
  recorded_at timestamptz not null,
  -- Whose log it stands in: this node's own name, or a peer's.
  origin text not null,
  -- `json`, not `jsonb`: kept to the letter, and a third cheaper to write; whoever must look inside casts.
  actor json not null,
  ground json not null,
  data json not null,
  -- Two writers on one stream: the second is refused, nothing is overwritten.
  unique (stream, stream_version)
);
comment on table events is 'Append only. Names, telephones and addresses of persons never stand here: see particulars.';

create table audit (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  act text not null,
  actor json not null,
  subject text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  detail json not null
);
comment on table audit is 'Append only. Who did what, when, with which outcome; refusals too.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger events_append_only before update or delete or truncate on events for each statement execute function refuse_change();
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function refuse_change();

-- By grant as well: even the owner of the tables holds no right to change them (a superuser is stopped by the trigger alone).
revoke update, delete, truncate on events, audit from public;
revoke update, delete, truncate on events, audit from current_user;
