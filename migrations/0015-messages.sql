-- Confidential messages between nodes: outbox, inbox, ledger, nonces.
select 1;
