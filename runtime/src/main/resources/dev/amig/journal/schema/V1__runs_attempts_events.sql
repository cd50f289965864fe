-- The journal is the truth about what was done: every row that precedes a call to a server is committed before the call.

-- One row: tells the entries of two journals apart that met the same cluster, where query ids alone might repeat.
create table amig.journal (
    only_one boolean primary key default true check (only_one),
    id       uuid not null default gen_random_uuid()
);
insert into amig.journal default values;

-- The right to drive a cluster. The fence number grows with every owner; each write of a runner carries its own.
create table amig.lease (
    cluster      text primary key,
    fence        bigint      not null,
    owner        text        not null,
    acquired_at  timestamptz not null default now(),
    heartbeat_at timestamptz not null default now(),
    released_at  timestamptz
);

create table amig.run (
    id               bigint generated always as identity primary key,
    cluster          text        not null,
    migration        text        not null,
    description      text        not null default '',
    file             text        not null default '',
    plan_checksum    text,
    parameters       jsonb       not null default '{}',
    replicas         jsonb       not null default '{}',
    status           text        not null,
    error            text,
    progress         integer     not null default 0 check (progress between 0 and 100),
    action_index     integer,
    current_query_id text,
    task_id          text,
    started_at       timestamptz not null default now(),
    finished_at      timestamptz,
    constraint known_status check (status in ('STARTING', 'RUNNING', 'PAUSED', 'WAITING_FOR_CONFIRMATION', 'STOPPING',
        'ROLLING_BACK', 'ROLLED_BACK', 'ROLLBACK_FAILED', 'ERRORED', 'FAILED_AT_STARTUP', 'COMPLETED', 'NOT_REQUIRED'))
);
create index run_by_migration on amig.run (cluster, migration, id desc);
-- A migration has at most one run that is neither at its end nor put away.
create unique index one_open_run_per_migration on amig.run (cluster, migration)
    where status in ('STARTING', 'RUNNING', 'PAUSED', 'WAITING_FOR_CONFIRMATION', 'STOPPING', 'ROLLING_BACK',
        'ROLLBACK_FAILED', 'ERRORED');

-- What each action has come to on each node, in each direction.
create table amig.node_state (
    run          bigint      not null references amig.run,
    action_index integer     not null,
    action       text        not null,
    node         text        not null,
    direction    text        not null check (direction in ('FORWARD', 'ROLLBACK')),
    state        text        not null check (state in ('STARTED', 'FINISHED', 'FAILED')),
    error        text,
    started_at   timestamptz not null default now(),
    finished_at  timestamptz,
    primary key (run, action_index, node, direction)
);

-- One sending of one statement. The row stands before the statement is sent; outcome comes after, once.
create table amig.attempt (
    query_id     text primary key,
    run          bigint      not null references amig.run,
    action       text        not null,
    node         text        not null,
    direction    text        not null,
    statement    integer     not null,
    attempt      integer     not null,
    sql          text        not null,
    fence        bigint      not null,
    intended_at  timestamptz not null default now(),
    outcome      text check (outcome in ('APPLIED', 'FAILED', 'CANCELLED', 'UNKNOWN')),
    evidence     text,
    error_code   integer,
    read_rows    bigint,
    written_rows bigint,
    written_bytes bigint,
    elapsed_ms   bigint,
    concluded_at timestamptz,
    unique (run, action, node, direction, statement, attempt)
);

-- Facts in the past tense, in order. A reader that lost its connection asks for those after a number.
create table amig.event (
    sequence bigint generated always as identity primary key,
    run      bigint      not null references amig.run,
    at       timestamptz not null default now(),
    kind     text        not null,
    action   text,
    node     text,
    query_id text,
    text     text        not null
);
create index event_by_run on amig.event (run, sequence);

-- For people: the last run of every migration on every cluster, with the columns that operators know.
create view amig.migration_status as
select distinct on (cluster, migration)
       cluster, migration as name, description, status, error, progress,
       action_index as current_operation_index, current_query_id, task_id, started_at, finished_at, id as run
from amig.run
order by cluster, migration, id desc;
