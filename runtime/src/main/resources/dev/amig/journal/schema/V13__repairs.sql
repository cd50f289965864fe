-- A partition of a copy's destination that is copied again. It is a chunk of the copy like the others; before its rows are moved, the
-- parts that are there make room for them. Null in room_up_to: they have not been looked at.
create table amig.copy_repair (
    run              bigint      not null,
    action_index     integer     not null,
    node             text        not null,
    chunk            integer     not null,
    partition_id     text        not null,
    source_partitions text[]     not null,
    rows             bigint      not null,
    checksum         numeric(20) not null,
    -- The highest block number of the partition when it was first looked at: what came later stays.
    room_up_to       bigint,
    -- Parts that made room, or are about to: [{"name": …, "hash": …}].
    replaced         jsonb       not null default '[]',
    planned_at       timestamptz not null default now(),
    primary key (run, action_index, node, chunk),
    foreign key (run, action_index, node, chunk) references amig.copy_chunk on delete cascade
);

-- Rows that a repair found only in the destination. Such a table is amig's while it is being filled, and from then on a person's.
alter table amig.owned_table drop constraint owned_table_purpose_check,
    add constraint owned_table_purpose_check check (purpose in ('SNAPSHOT', 'STAGING', 'ASIDE'));
