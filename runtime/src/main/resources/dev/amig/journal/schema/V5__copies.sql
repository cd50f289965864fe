-- Tables that amig made for itself: the row stands before the table is created, so that none is ever forgotten, and nothing is
-- dropped that does not stand here.
create table amig.owned_table (
    id           uuid primary key,
    run          bigint      not null references amig.run,
    action_index integer     not null,
    node         text        not null,
    database     text        not null,
    name         text        not null,
    purpose      text        not null check (purpose in ('SNAPSHOT', 'STAGING')),
    owned_at     timestamptz not null default now(),
    dropped_at   timestamptz
);
create index owned_table_by_run on amig.owned_table (run, action_index, node) where dropped_at is null;

-- A COPY on one node, from the moment its source is fixed.
create table amig.copy (
    run          bigint      not null references amig.run,
    action_index integer     not null,
    node         text        not null,
    definition   jsonb       not null,
    chunks       integer     not null,
    rows         bigint      not null,
    bytes        bigint      not null,
    begun_at     timestamptz not null default now(),
    finished_at  timestamptz,
    primary key (run, action_index, node)
);

-- The chunks of a copy. STARTED: rows may be on their way into the staging table; MOVING: the staging table is whole, and its
-- partitions may be on their way into the destination; DONE: they have arrived.
create table amig.copy_chunk (
    run          bigint      not null,
    action_index integer     not null,
    node         text        not null,
    chunk        integer     not null,
    partition_id text        not null,
    parts        text[]      not null,
    first_row    bigint,
    end_row      bigint,
    rows         bigint      not null,
    bytes        bigint      not null,
    state        text        not null default 'PLANNED' check (state in ('PLANNED', 'STARTED', 'MOVING', 'DONE')),
    attempt      integer     not null default 0,
    staging      uuid references amig.owned_table,
    moves        jsonb,
    copied_rows  bigint,
    started_at   timestamptz,
    finished_at  timestamptz,
    primary key (run, action_index, node, chunk),
    foreign key (run, action_index, node) references amig.copy,
    check ((state in ('STARTED', 'MOVING')) = (staging is not null and finished_at is null))
);
create index copy_chunk_open on amig.copy_chunk (run, action_index, node) where state <> 'DONE';
