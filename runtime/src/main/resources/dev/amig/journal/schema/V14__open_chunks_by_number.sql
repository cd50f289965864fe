-- With the chunk in it, a change of one chunk reads one row whichever index it goes by: before the first statistics of the table are
-- there, PostgreSQL went by this one, and read all open chunks of the node for each of them.
drop index amig.copy_chunk_open;
create index copy_chunk_open on amig.copy_chunk (run, action_index, node, chunk) where state <> 'DONE';
-- A copy owns one staging table for each chunk, and one snapshot, which is looked for among them.
create index snapshot_by_copy on amig.owned_table (run, action_index, node) where purpose = 'SNAPSHOT';
