-- What VERIFY COPY found in each partition of a copy's destination, and what was copied there; the last time it was asked.
create table amig.copy_sum (
    run                  bigint      not null,
    action_index         integer     not null,
    node                 text        not null,
    partition_id         text        not null,
    source_rows          bigint      not null,
    source_checksum      numeric(20) not null,
    destination_rows     bigint      not null,
    destination_checksum numeric(20) not null,
    with_checksum        boolean     not null,
    summed_at            timestamptz not null default now(),
    primary key (run, action_index, node, partition_id),
    foreign key (run, action_index, node) references amig.copy on delete cascade
);
