-- The warning list: what is personal of it, beside the events. The files themselves stand in `files`.

create table warning_parties (
  file text not null,
  version integer not null,
  recorded_at timestamptz not null,
  record json,
  salt text,
  erased_at timestamptz,
  primary key (file, version),
  check ((erased_at is null) = (record is not null))
);
comment on table warning_parties is 'Who is reported, versioned and erasable; events hold only salted commitments to it.';

-- What officers and contesting persons wrote in their own words: it may name people, so it stands beside the event.
create table warning_words (
  file text not null,
  -- Version of the event in the file's stream.
  version integer not null,
  recorded_at timestamptz not null,
  record json,
  salt text,
  erased_at timestamptz,
  primary key (file, version),
  check ((erased_at is null) = (record is not null))
);

-- A warning's public identifier leads to its file: whoever got notice contests by it.
create index files_warning_public on files ((folded->>'warning')) where kind = 'warning';
create index files_warning_state on files (country, state, changed_at desc, id) where kind = 'warning';
