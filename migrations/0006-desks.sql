-- Files of the desks: applications, their forms, papers and notes. `files` is for reading and can be rebuilt from the events.

create table files (
  id text primary key,
  number text not null unique,
  -- application, inspection, sanction, warning.
  kind text not null,
  -- Of an application: what is applied for.
  subkind text not null,
  country text not null,
  state text not null,
  open boolean not null,
  -- Whether the office waits for somebody else.
  waiting boolean not null,
  -- Stream of the recruiter that it is about, once there is one.
  recruiter text,
  -- The recruiter's account.
  account text,
  assigned text,
  -- Whom it is about, for lists; erased with the form. Personal.
  name text,
  deadline date,
  opened_on date not null,
  decided_on date,
  changed_at timestamptz not null,
  changed_by text not null,
  -- The newest event, by its kind: what a work list says under "changed".
  last_event text not null,
  stream_version integer not null,
  -- The fold of the events.
  folded json not null
);
-- In the very order of the work list, a file without a deadline last, so that a page reads its fifty rows and no more.
create index files_open on files (country, (coalesce(deadline, date '9999-12-31')), id) where open;
create index files_closed on files (country, (coalesce(decided_on, opened_on)), id) where not open;
create index files_changed on files (country, changed_at desc, id);
create index files_recruiter on files (recruiter) where recruiter is not null;
create index files_account on files (account) where account is not null;
create index files_assigned on files (assigned, (coalesce(deadline, date '9999-12-31')), id) where open and assigned is not null;
create index files_decided on files (country, decided_on) where decided_on is not null;

create table forms (
  file text not null,
  version integer not null,
  recorded_at timestamptz not null,
  record json,
  salt text,
  erased_at timestamptz,
  primary key (file, version),
  check ((erased_at is null) = (record is not null))
);
comment on table forms is 'Personal data of applications, versioned and erasable; events hold only salted commitments to it.';

create table drafts (
  id text primary key,
  account text not null,
  country text not null,
  kind text not null,
  recruiter_kind text,
  -- The recruiter that it is about, or the file that is being answered.
  recruiter text,
  file text,
  record json not null,
  version integer not null,
  updated_at timestamptz not null
);
create index drafts_account on drafts (account);
create unique index one_answer_at_a_time on drafts (file) where file is not null;

-- The requirements by which a file is judged, kept to the letter under their hash: a changed pack changes no earlier file.
create table requirement_sets (
  hash text primary key,
  content json not null
);

create table paper_contents (
  -- SHA-256 of the ciphertext.
  hash text primary key,
  -- age format; the key is not in this database.
  sealed bytea not null
);

create table papers (
  id text primary key,
  account text not null,
  draft text,
  file text,
  requirement text not null,
  -- As the sender calls it; personal.
  name text,
  type text not null,
  size integer not null,
  hash text not null references paper_contents,
  -- clean, not scanned.
  scan text not null,
  at timestamptz not null
);
create index papers_file on papers (file) where file is not null;
create index papers_draft on papers (draft) where draft is not null;

create table file_notes (
  id text primary key,
  file text not null,
  at timestamptz not null,
  account text not null,
  -- note: for the office alone; message: the recruiter sees it.
  kind text not null check (kind in ('note', 'message')),
  text text
);
create index file_notes_file on file_notes (file, at);

-- Which version of a file somebody has seen: what is new since.
create table file_views (
  account text not null,
  file text not null,
  version integer not null,
  at timestamptz not null,
  primary key (account, file)
);

-- Numbers that this node issues, without a gap within a country and kind.
create table numbers_next (
  country text not null,
  kind text not null,
  next integer not null,
  primary key (country, kind)
);
