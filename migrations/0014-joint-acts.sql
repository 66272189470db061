-- Joint acts and the decision keys of officers.

-- What the parties' logs say of joint acts: the set of which every act is a function (federation.md, 5.4). Own entries stand here too.
create table joint_entries (
  -- Origin line of the log.
  log text not null,
  -- `xa:evt_…`.
  id text not null,
  country text not null,
  -- Place in the log; null only inside the transaction that appends an own entry.
  index bigint,
  act text not null,
  type text not null,
  time text not null,
  data jsonb not null,
  auth jsonb,
  primary key (log, id),
  unique (log, index)
);
create index joint_entries_act on joint_entries (act);

-- When others than its own party cosigned a log at which size. What a later, smaller or younger row could say is left out.
create table cosigned_sizes (
  log text not null,
  size bigint not null,
  -- Country of the party, or name of the witness.
  by text not null,
  -- Unix seconds.
  at bigint not null,
  -- The checkpoint with that cosignature, to be shown.
  note text,
  primary key (log, size, by)
);

-- Who decides for a party from which place of its own log on; -1: as the corridor's file pins it.
create table decision_officers (
  country text not null,
  -- Entry of the list of keys; empty for the pinned one.
  entry text not null,
  from_index bigint,
  version integer not null,
  threshold integer not null,
  officers jsonb not null,
  primary key (country, version, entry)
);

-- The acts as they were folded last: to be listed. Made anew from the entries at any time.
create table joint_acts (
  act text primary key,
  kind text not null,
  state text not null,
  in_force boolean not null default false,
  expires bigint not null,
  folded jsonb not null,
  touched_at timestamptz not null
);

-- Not proposed yet: nobody outside knows of it.
create table joint_drafts (
  act text primary key,
  account text not null,
  body jsonb not null,
  parties jsonb not null,
  days integer not null,
  drafted_at timestamptz not null
);

-- Lines of own officers, kept until there are enough of them.
create table joint_signatures (
  act text not null,
  officer text not null,
  account text not null,
  line text not null,
  signed_at timestamptz not null,
  primary key (act, officer)
);

-- Keys of own deciding officers, each under words that only its officer knows.
create table decision_keys (
  key text primary key,
  account text not null,
  -- Public label, such as `officer-2`; never used again for another key's owner.
  officer text not null,
  wrapped bytea not null,
  made_at timestamptz not null,
  revoked_at timestamptz
);
create unique index decision_keys_live on decision_keys (account) where revoked_at is null;
comment on table decision_keys is 'Sealed under a passphrase (age, scrypt). In backups too: worth nothing without the words.';
