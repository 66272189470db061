-- A form carries a key; the act that it asks for is remembered under it, so that sending it twice acts once.
create table acts_once (
  account text not null,
  key text not null,
  -- What the act gave back: identifiers and states, nothing personal.
  value json not null,
  at timestamptz not null,
  primary key (account, key)
);
