-- Joint acts and the decision keys of officers.
select 1;
