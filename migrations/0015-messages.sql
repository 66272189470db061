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
