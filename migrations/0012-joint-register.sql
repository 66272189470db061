-- What the peers say of recruiters: the words beside entries, recognition, joint acts.

-- Place of a recruiter's newest entry in the log of its own country; null before the first, or where no log is kept.
alter table recruiters add column log_index bigint;

-- A host's word on another country's recruiter: one row a stream `<recruiter>.<country>`, a table to read from. It may come
-- before the recruiter itself: logs are heard in any order.
create table recognitions (
  stream text primary key,
  recruiter text not null,
  country text not null,
  origin text not null,
  stream_version integer not null,
  effects json not null,
  log_index bigint
);
create index recognitions_by_recruiter on recognitions (recruiter);

-- A recognition that one officer has proposed and another must decide (four eyes); gone once decided.
create table recognition_proposals (
  recruiter text not null,
  country text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  legal_day date not null,
  words text not null,
  primary key (recruiter, country)
);

-- The free words of a public act (ground, reason, conditions, places): the entry in the log holds a commitment to them alone.
create table event_words (
  event text primary key,
  subject text not null,
  commitment text not null,
  -- Null once erased, or (of a peer) before they came: record and salt go together.
  record json,
  salt text,
  erased_at timestamptz
);
create index event_words_by_recruiter on event_words (split_part(subject, '.', 1));

-- What joint acts do to standings: derived from the decisions of both logs, replaced act by act.
create sequence joint_stamp;
create table joint_effects (
  act text not null,
  recruiter text not null,
  effects json not null,
  stamp bigint not null default nextval('joint_stamp'),
  primary key (act, recruiter)
);
-- Owned by its column, so that a backup keeps both.
alter sequence joint_stamp owned by joint_effects.stamp;
create index joint_effects_by_recruiter on joint_effects (recruiter);
