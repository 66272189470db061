-- Keys of the corridor: manifests as announced.
select 1;
