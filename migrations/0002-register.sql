-- The register of recruiters: tables to read from (they can be rebuilt from the events) and the particulars beside the events.

create table recruiters (
  id text primary key,
  -- Country and licence number, folded: two spellings of one number are one recruiter.
  key text not null unique,
  licence text not null,
  licence_derived boolean not null,
  country text not null,
  kind text not null,
  origin text not null,
  stream_version integer not null,
  particulars_version integer not null,
  -- Dated effects of the acts so far (domain.ts: Effect), from which the standing on a day is computed.
  effects json not null
);

create table particulars (
  recruiter text not null,
  version integer not null,
  legal_day date not null,
  recorded_at timestamptz not null,
  -- Names, telephones, addresses, scope. Null once erased: record and salt go together, and the commitment in the event is noise.
  record json,
  salt text,
  content_hash text,
  erased_at timestamptz,
  primary key (recruiter, version),
  check ((erased_at is null) = (record is not null))
);
comment on table particulars is 'Personal data, versioned and erasable; events hold only salted commitments to it.';

create table lists (
  source text primary key,
  mapping json not null,
  as_of date not null,
  loaded_at timestamptz not null
);

create table listings (
  source text not null references lists,
  -- Tells the entry from every other of its source: the licence number, given or derived; never a name.
  key text not null,
  recruiter text not null,
  listed boolean not null,
  content_hash text not null,
  since date not null,
  primary key (source, key)
);

create table loads (
  id text primary key,
  source text not null,
  file_hash text not null,
  as_of date not null,
  mapping json not null,
  state text not null check (state in ('staging', 'applying', 'done', 'abandoned')),
  applied integer not null default 0,
  -- Totals of the load once all its rows are staged.
  totals json,
  started_at timestamptz not null,
  finished_at timestamptz
);
create unique index one_open_load_per_source on loads (source) where state in ('staging', 'applying');

create table load_rows (
  load text not null references loads,
  number integer not null,
  change text not null check (change in ('added', 'changed', 'returned', 'withdrawn')),
  key text not null,
  row json,
  primary key (load, number)
);
comment on table load_rows is 'Staging: what a load will change, before the guard has let it through. Emptied when the load is done.';
