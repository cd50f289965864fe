-- The rows of FOR EACH ROW, written before the first statement that is made of them, so that a resumed run sees the same ones.
create table amig.row_set (
    run          bigint      not null references amig.run,
    action_index integer     not null,
    node         text        not null,
    rows         jsonb       not null,
    kept_at      timestamptz not null default now(),
    primary key (run, action_index, node)
);

-- FINALIZE is a run of its own, later, after the migration's own run has completed.
alter table amig.run add column kind text not null default 'MIGRATION'
    constraint known_kind check (kind in ('MIGRATION', 'FINALIZATION'));
drop index amig.run_by_migration;
create index run_by_migration on amig.run (cluster, migration, kind, id desc);

drop view amig.migration_status;
create view amig.migration_status as
select distinct on (cluster, migration, kind)
       cluster, migration as name, description, status, error, progress,
       action_index as current_operation_index, current_query_id, task_id, started_at, finished_at, id as run, kind
from amig.run
order by cluster, migration, kind, id desc;
