-- What a run looks like from where it is driven, for those who watch it from elsewhere: replaced every second or two while it goes
-- on. It says nothing about what was done; that is what the other tables are for.
create table amig.activity (
    run      bigint primary key references amig.run,
    fence    bigint      not null,
    progress jsonb       not null,
    seen_at  timestamptz not null default now()
);
