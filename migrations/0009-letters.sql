-- Letters about acts on files: one for each act that asks for one, written by a job, kept sealed among the papers of the file.

create table letters (
  file text not null,
  -- Version of the file that the act made: one act, one letter.
  version integer not null,
  kind text not null,
  -- BCP 47, as it was written.
  language text not null,
  -- In `papers`; gone once the letter was erased.
  paper text not null unique,
  -- The job that wrote it.
  job text not null,
  written_at timestamptz not null,
  -- When a mail server, or the folder of a demonstration, took it; null while it waits or where there is no mail.
  mailed_at timestamptz,
  primary key (file, version)
);
