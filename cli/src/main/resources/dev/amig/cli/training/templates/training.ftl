<#-- What the project's own templates use of FreeMarker. -->
<#function engine(name, more...)>
  <#local parts = name?split(".")>
  <#if cluster.replicated && parts?size == 2>
    <#return "Replicated" + name?cap_first>
  </#if>
  <#local given = more?filter(it -> it?has_content)?map(it -> it?trim)>
  <#return name + "(" + (given)?join(", ") + ")">
</#function>
