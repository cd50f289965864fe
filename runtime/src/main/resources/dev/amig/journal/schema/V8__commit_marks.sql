-- A runner that loses its connection in the middle of a commit does not know whether it was committed. Each of its transactions
-- writes its own number here, together with what it does: the next connection sees whether that is there, and what it had written
-- is done once. A few rows for each process, not one for each write.
create table amig.commit_mark (
    writer      uuid        not null,
    slot        integer     not null,
    number      bigint      not null,
    transaction bigint      not null default pg_current_xact_id()::text::bigint,
    marked_at   timestamptz not null default now(),
    primary key (writer, slot)
) with (fillfactor = 50);
