<#--
  zookeeper.path(table): where the replicas of one shard's table find each other in ClickHouse Keeper or ZooKeeper

    /clickhouse/tables/{shard}/posthog.sharded_events_ordered/run_41

  {shard} stays as it is: a macro of the server, so that the shards do not take each other for replicas.

  run.id makes the path new for every attempt. Keeper forgets a dropped table later than the server does, and a table whose
  path is still there cannot be created; a run that starts again after a rollback would fail for no reason of its own.

  {uuid}, which ClickHouse offers for the same purpose, does not work here: amig creates the table on each node with a
  statement of its own, each would get a UUID of its own, and the replicas would never meet.

  table   'database.table' or 'table'
-->
<#function path table>
  <#return "/clickhouse/tables/{shard}/" + table?replace("`", "")?replace("/", "_") + "/run_" + run.id>
</#function>
