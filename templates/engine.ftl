<#--
  engine.*: the table engine for the cluster at hand, to be written behind ENGINE =

    ENGINE = ${engine.replacing('posthog.sharded_events', '_timestamp')}

  on a replicated cluster   ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/posthog.sharded_events/run_41', '{replica}', `_timestamp`)
  elsewhere                 ReplacingMergeTree(`_timestamp`)

  Which it is says cluster.replicated. The Keeper path comes from zookeeper.path(table): read there why it holds the run's
  number. {shard} and {replica} are macros of the server; each node fills in its own.

  table        'database.table' or 'table', as it is called when it is created
  …_column     a column's name, without quotes
  columns      a list of such names
-->

<#-- Rows in the order of ORDER BY, nothing more. -->
<#function merge_tree table>
  <#return family("MergeTree", table, [])>
</#function>

<#-- Of rows with one sorting key, the last or the one with the highest version_column stays; with is_deleted_column, none does. -->
<#function replacing table version_column="" is_deleted_column="">
  <#return family("ReplacingMergeTree", table, names([version_column, is_deleted_column]))>
</#function>

<#-- Rows with one sorting key are added up: columns, or every number that is not in the key. -->
<#function summing table columns=[]>
  <#return family("SummingMergeTree", table, tuple(columns))>
</#function>

<#-- Rows with one sorting key are merged column by column; the last value that is not NULL stays. -->
<#function coalescing table columns=[]>
  <#return family("CoalescingMergeTree", table, tuple(columns))>
</#function>

<#-- Rows with one sorting key are merged by the columns' aggregate functions. -->
<#function aggregating table>
  <#return family("AggregatingMergeTree", table, [])>
</#function>

<#-- A row with sign_column = -1 takes away one with 1; rows must be inserted in their order. -->
<#function collapsing table sign_column>
  <#return family("CollapsingMergeTree", table, names([sign_column]))>
</#function>

<#-- The same for rows in any order. -->
<#function versioned_collapsing table sign_column version_column>
  <#return family("VersionedCollapsingMergeTree", table, names([sign_column, version_column]))>
</#function>

<#-- ---------------------------------------------------------------- used above -->

<#-- name: the plain engine; arguments: SQL, one by one -->
<#function family name table arguments>
  <#if cluster.replicated>
    <#local keeper = [literal(zookeeper.path(table)), "'{replica}'"]>
    <#return "Replicated" + name + "(" + (keeper + arguments)?join(", ") + ")">
  </#if>
  <#return name + "(" + arguments?join(", ") + ")">
</#function>

<#-- Column names as SQL; empty ones are left out. -->
<#function names columns>
  <#return columns?filter(it -> it != "")?map(it -> ident(it))>
</#function>

<#-- No argument for no column, one for all of them otherwise. -->
<#function tuple columns>
  <#if columns?size == 0>
    <#return []>
  </#if>
  <#return ["(" + names(columns)?join(", ") + ")"]>
</#function>
