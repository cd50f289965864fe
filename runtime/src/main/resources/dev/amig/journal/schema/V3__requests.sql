-- What people want of a run, from another terminal or from the page. Anybody who reaches the journal may post one, without a
-- lease; the runner that drives the run takes it, acts, and answers. What was taken and never answered, because its runner ended,
-- is taken again by the next one: its fence is higher.
create table amig.request (
    id           bigint generated always as identity primary key,
    run          bigint      not null references amig.run,
    kind         text        not null constraint known_request check (kind in ('STOP', 'CONFIRM', 'SET')),
    argument     text        not null default '',
    requested_by text        not null,
    because      text        not null default '',
    requested_at timestamptz not null default now(),
    taken_at     timestamptz,
    taken_fence  bigint,
    answered_at  timestamptz,
    accepted     boolean,
    answer       text,
    constraint answered_whole check ((answer is null) = (accepted is null) and (answer is null) = (answered_at is null)),
    constraint taken_before_answered check (answer is null or taken_at is not null)
);
-- Looked at every second: only what nobody has answered is in it.
create index open_request on amig.request (run) where answer is null;
