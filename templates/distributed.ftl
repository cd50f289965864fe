<#--
  distributed.engine(table, sharding_key): the engine of a table that holds nothing and spreads queries over all shards of
  the cluster

    ENGINE = ${distributed.engine('posthog.sharded_events', 'sipHash64(distinct_id)')}

    Distributed('posthog', 'posthog', 'sharded_events', sipHash64(distinct_id))

  table          the table on the shards: 'database.table', or 'table' in the database in which the statement runs
  sharding_key   SQL; says which shard a row is inserted into. Without it only a cluster of one shard takes inserts.
-->
<#function engine table sharding_key="">
  <#local parts = table?split(".")>
  <#if parts?size == 1>
    <#local place = ["currentDatabase()", literal(table)]>
  <#else>
    <#local place = [literal(parts[0]), literal(parts[1..]?join("."))]>
  </#if>
  <#local key = (sharding_key == "")?then([], [sharding_key])>
  <#return "Distributed(" + ([literal(cluster.name)] + place + key)?join(", ") + ")">
</#function>
