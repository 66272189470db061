-- What officers said of two parties, numbers of the paper register that were taken over, and reading the audit.

-- For reading; can be rebuilt from the events of the streams link_….
create table link_judgements (
  -- The stream.
  id text primary key,
  -- The two parties, file or recruiter, the lesser identifier first.
  a text not null,
  b text not null,
  -- Null once taken back.
  verdict text check (verdict in ('same', 'different')),
  reason text not null,
  day date not null,
  by text not null,
  stream_version integer not null,
  unique (a, b),
  check (a < b)
);
create index link_judgements_b on link_judgements (b);

-- Which file takes over which number, so that one number is taken over once.
create table paper_numbers (
  -- Country and number, folded.
  key text primary key,
  file text not null
);

-- Rows of a list of the paper register that could not be read, for the officer to fetch and mend. Personal; a day old, it goes.
create table backfill_rejected (
  id text primary key,
  account text not null,
  at timestamptz not null,
  csv text not null
);

-- Newly entered recruiters. Nearly free for an import: one entry of this index stands for many pages.
create index particulars_recorded on particulars using brin (recorded_at);

-- Reading the audit by subject, account or day, newest first.
create index audit_subject on audit (subject, number);
create index audit_account on audit ((actor->>'account'), number);
create index audit_at on audit using brin (at);
