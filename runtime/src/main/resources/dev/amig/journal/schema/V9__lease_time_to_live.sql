-- How long an owner may be silent is the owner's promise: whoever wants the cluster goes by it, whatever is configured for him.
alter table amig.lease add column time_to_live_ms bigint not null default 30000;
