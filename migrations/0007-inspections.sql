-- Inspections and sanctions: what is written in their files beside the events, and the signs from which the plan by risk is made.

create table file_records (
  file text not null,
  version integer not null,
  recorded_at timestamptz not null,
  -- Of an inspection: notes by question; of a sanction: what is charged. Null once erased, together with its salt.
  record json,
  salt text,
  erased_at timestamptz,
  primary key (file, version),
  check ((erased_at is null) = (record is not null))
);
comment on table file_records is 'Personal data of inspections and sanctions, versioned and erasable; events hold only salted commitments to it.';

-- Can be rebuilt from the events risk.signalled. Nothing personal.
create table risk_signals (
  id text primary key,
  recruiter text not null,
  country text not null,
  kind text not null,
  weight integer not null,
  source text not null,
  day date not null
);
create index risk_signals_country on risk_signals (country, day);

-- The plan by risk asks when each recruiter of a country was last inspected, and how it was sanctioned.
create index files_kind on files (country, kind, opened_on desc, id) where kind in ('inspection', 'sanction');
