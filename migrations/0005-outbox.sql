-- What is still to be carried out after an act: written in the act's own transaction, carried out after its commit.

create table outbox (
  -- The order in which it was asked for; a job that waits for its time or failed does not hold up those behind it.
  number bigint generated always as identity primary key,
  id text not null unique,
  kind text not null,
  -- What it is about: an identifier. Neither here nor in the payload does anything personal stand.
  subject text not null,
  payload json not null,
  -- The same thing is asked for once, however often the act is repeated.
  key text unique,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'dead')),
  attempts integer not null default 0,
  -- Not before this instant; null: at once.
  due_at timestamptz,
  -- Until when whoever carries it out has it for itself; afterwards that process is taken for dead.
  lease_until timestamptz,
  enqueued_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Why the last attempt failed: a code, never a message of somebody else's that may quote an address.
  last_error text,
  check ((state = 'running') = (lease_until is not null)),
  check ((state in ('done', 'dead')) = (ended_at is not null))
);
create index outbox_open on outbox (number) where state in ('waiting', 'running');
create index outbox_dead on outbox (number) where state = 'dead';
comment on table outbox is 'Jobs hold identifiers only. Done ones are kept for a while, so that their keys still refuse a repetition.';
