-- How many chunks at a time a person wants a COPY that is under way to take on each of its nodes, whichever runner goes on with it. The
-- row goes when the copy ends.
create table amig.wanted_parallelism (
    run          bigint  not null references amig.run,
    action_index integer not null,
    -- Who wants it, since when, and why.
    request      bigint  not null references amig.request,
    -- While it is paused: as many as it took before, where that was known.
    chunks       integer check (chunks > 0),
    paused       boolean not null,
    primary key (run, action_index),
    constraint known_unless_paused check (paused or chunks is not null)
);
