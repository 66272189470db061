-- Following other logs: what is odd about them, and what was seen.
select 1;
