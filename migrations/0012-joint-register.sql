-- What the peers say of recruiters: the words beside entries, recognition, joint acts.
select 1;
