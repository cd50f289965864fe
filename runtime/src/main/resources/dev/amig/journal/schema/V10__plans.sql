-- What a run is going to do, action by action, as it was planned when it began. A file, a template, a parameter or a cluster may change
-- before the run is gone on with: then it is told where, and what has been begun stays as it was.
create table amig.planned_action (
    run          bigint  not null references amig.run,
    action_index integer not null,
    action       text    not null,
    kind         text    not null,
    location     text    not null,
    clauses      text    not null,
    -- Each different list of statements once, with the nodes that have it: {"texts": [...], "nodes": {"s1r1": 0}}.
    statements   text    not null,
    primary key (run, action_index)
);
