-- Following other logs: what is odd about them, with its proof, and every signed checkpoint that was seen anywhere.

create table disputes (
  id text primary key,
  -- Origin line of the log that is disputed.
  log text not null,
  -- Origin line of the log in which the dispute was announced: the own one, or a peer's.
  raised_by text not null,
  kind text not null check (kind in ('split-view', 'rollback', 'wrong-signature', 'forged-tile', 'void-entry')),
  -- What tells one dispute of a kind from another, so that none is opened twice.
  matter text not null,
  -- Whether following of the log rests until somebody has closed it.
  stops boolean not null,
  opened_at timestamptz not null,
  detail json not null,
  -- A text that anybody can check with public keys; empty for what was announced elsewhere.
  proof text not null,
  proof_hash text not null,
  -- When it was written into the own log.
  announced_at timestamptz,
  closed_at timestamptz,
  reason text
);
create unique index disputes_open on disputes (log, raised_by, kind, matter) where closed_at is null;
comment on table disputes is 'Contradictions and oddities of logs. While one that stops is open, the last good state of its log stays in service.';

create table checkpoints_seen (
  log text not null,
  size bigint not null,
  root text not null,
  checkpoint text not null,
  -- Who showed it: an address, or `itself`.
  seen_at_place text not null,
  seen_at timestamptz not null,
  -- Null until the tree is held up to that size.
  consistent boolean,
  primary key (log, size, root)
);
comment on table checkpoints_seen is 'Signed checkpoints as they were shown to anybody, kept in a bounded number, so that two stories of one log are found out.';

create table unknown_entries (
  log text not null,
  type text not null,
  first_index bigint not null,
  primary key (log, type)
);
comment on table unknown_entries is 'Types of entries that this program does not know: kept in the mirror, and read again once it does.';

create table particulars_read (
  log text primary key,
  after text not null
);
comment on table particulars_read is 'How far the particulars behind the commitments of a log were asked for.';
