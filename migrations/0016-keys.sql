-- Keys of the corridor: the lists of keys that parties announced after those that the corridor's file pins.

create table key_manifests (
  country text not null,
  version integer not null,
  -- The signed note, as it stands in the party's log.
  note text not null,
  -- `waiting`: it changes a signing key and nobody but its own root vouches for it; an administrator has to counter-sign.
  state text not null check (state in ('accepted', 'waiting', 'refused')),
  reason text,
  heard_at timestamptz not null,
  decided_at timestamptz,
  primary key (country, version)
);
