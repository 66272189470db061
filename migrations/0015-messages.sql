-- Confidential messages between nodes: calls that were answered, outbox, inbox, leave to pass on, ledger, reconciliation.

-- Nonces of signed calls, kept as long as their signatures could still be believed.
create table fed_nonces (
  peer text not null,
  nonce text not null,
  until timestamptz not null,
  primary key (peer, nonce)
);
create index fed_nonces_until on fed_nonces (until);

-- Answers given again to the same key.
create table fed_answers (
  peer text not null,
  key text not null,
  -- Method, address and digest of the call.
  call text not null,
  at timestamptz not null,
  -- Null while the call is being carried out.
  status integer,
  type text,
  body bytea,
  primary key (peer, key)
);
create index fed_answers_at on fed_answers (at);

-- Every message sent to a peer or taken from one. What it says is sealed; what stands beside it in clear is nothing personal.
create table messages (
  direction text not null check (direction in ('out', 'in')),
  -- The sender's identifier.
  id text not null,
  -- The other party's country.
  peer text not null,
  -- The sender's running number to this receiver, without holes.
  number bigint not null,
  kind text not null,
  conversation text not null,
  -- Place among the sender's messages of this conversation, from 1.
  place integer not null,
  -- The message in which this item first came into the corridor, and whose it is.
  item text not null,
  owner text not null,
  purpose text not null,
  envelope text not null,
  digest text not null,
  commitment text not null,
  -- Place of the entry in the own exchange log, and in the peer's once both were compared.
  logged bigint not null,
  peer_logged bigint,
  at timestamptz not null,
  -- The receiver's signed receipt: of a message sent, proof that it arrived.
  receipt text,
  -- Sent: when the receipt came. Taken: when it had its effect; null while a message before it is missing.
  done_at timestamptz,
  attempts integer not null default 0,
  next_at timestamptz,
  -- Why the last try failed.
  code text,
  primary key (direction, id),
  unique (peer, direction, number)
);
create index messages_waiting on messages (next_at) where direction = 'out' and done_at is null;
create index messages_conversation on messages (conversation, direction, place);
create index messages_not_compared on messages (peer, direction, number) where peer_logged is null;
create index messages_at on messages (direction, at desc);
create index messages_item on messages (item);

-- The next number to each receiver, and how far each sender's messages were fetched.
create table message_peers (
  peer text primary key,
  next bigint not null default 1,
  fetched bigint not null default 0
);

-- Leave to pass an item on to somebody: asked by its holder, given or denied by its owner. Both sides keep it.
create table message_leaves (
  item text not null,
  -- The party that holds the item and asks.
  holder text not null,
  -- Digest of to whom; the name itself stands sealed in the messages.
  recipient text not null,
  state text not null check (state in ('asked', 'given', 'denied')),
  -- The message that asked, and the one that answered.
  asked_in text not null,
  asked_at timestamptz not null,
  answered_in text,
  answered_at timestamptz,
  -- The office of the owner that answered.
  answered_by text,
  primary key (item, holder, recipient)
);
-- An item handed on with leave.
create table message_passed (
  item text not null,
  recipient text not null,
  at timestamptz not null,
  account text not null
);
create index message_passed_item on message_passed (item);

-- The exchange log: one commitment a message (federation.md, 2 and 7). Full bundles move into files, their rows go.
create table exchange_next (
  only_row boolean primary key default true check (only_row),
  index bigint not null,
  last text
);
insert into exchange_next (index) values (0);
create table exchange_entries (
  index bigint primary key,
  entry bytea not null
);
create table exchange_head (
  only_row boolean primary key default true check (only_row),
  size bigint not null,
  -- Roots of the complete subtrees, the largest first.
  frontier bytea not null,
  -- Entries below stand in files.
  filed bigint not null,
  checkpoint text not null
);

-- How far a peer's exchange log was compared with what this node holds.
create table exchange_peers (
  peer text primary key,
  size bigint not null,
  frontier bytea not null,
  checkpoint text not null,
  compared_at timestamptz not null,
  -- Why its log is not believed; null while it is.
  fault text
);
-- Entries of a peer's log to which nothing fits here.
create table exchange_differences (
  peer text not null,
  index bigint not null,
  message text not null,
  direction text not null,
  commitment text not null,
  seen_at timestamptz not null,
  settled_at timestamptz,
  primary key (peer, index)
);
create index exchange_differences_open on exchange_differences (peer, index) where settled_at is null;
