-- Who brought a run to which status: of events of the kind STATUS_CHANGED.
alter table amig.event add column status text;
alter table amig.event add column cause text;
