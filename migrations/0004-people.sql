-- Accounts, seats, sessions. Personal: names of sign-in and display stand here and nowhere else.

create table accounts (
  id text primary key,
  -- The name of signing in, folded: two spellings of one address are one account.
  sign_in_key text not null unique,
  sign_in text not null,
  display text not null,
  desk text not null check (desk in ('staff', 'recruiter')),
  office text not null,
  country text not null,
  roles json not null,
  -- Of the practice data: works on loopback only.
  demonstration boolean not null default false,
  disabled_at timestamptz,
  -- Until then the account decides nothing: its password was reset.
  rests_until timestamptz,
  -- What its owner is to be told at the next sign-in.
  notice text,
  last_used_at timestamptz,
  created_at timestamptz not null
);

create table passwords (
  account text primary key references accounts,
  -- Argon2id, with its parameters and salt (PHC string).
  hash text not null,
  set_at timestamptz not null
);

create table sessions (
  id text primary key,
  account text not null references accounts,
  -- SHA-256 of the token in the cookie.
  token_hash text not null unique,
  -- A rough word such as "Firefox, Linux"; no address.
  browser text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  -- When the account was used before this session.
  last_visit timestamptz
);
create index sessions_account on sessions (account);

create table account_links (
  -- SHA-256 of the token in the link.
  token_hash text primary key,
  account text not null references accounts,
  purpose text not null check (purpose in ('enrol', 'reset')),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table account_resets (
  id text primary key,
  account text not null references accounts,
  asked_by text not null,
  asked_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz
);
create unique index one_open_reset on account_resets (account) where confirmed_at is null;

create table passkeys (
  id text primary key,
  account text not null references accounts,
  public_key text not null,
  counter bigint not null,
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);

create table passkey_challenges (
  challenge text primary key,
  -- Absent while nobody is signed in.
  account text references accounts,
  expires_at timestamptz not null
);
