---- an interpolation in a string
SELECT '${', '${x}', '${x', 'a${b}c;'

---- directives in strings
SELECT '<#if x>', '</#if>', '<#-- no -->', '<#--', '<@m/>', '</@m>', '<#noparse>', '</#noparse>', '<#assign x = 1>'

---- in identifiers
SELECT `${a}`, "<#b>" FROM `<@c>`

---- in comments
SELECT 1 -- ${ }
+ 2 /* <#if } */ + 3 # <#-- ${
+ 4

---- in heredocs
SELECT $$ ${ } $$, $a$ <#-- $a$, $b$ ${'}'} $b$

---- in typographic quotes
SELECT ‘${’, ‘<#if ;’

---- shell
SELECT 'echo "${HOME:-/root}"; for i in ${a[@]}; do :; done'

---- xml
SELECT '<@>', '<#text>a</#text>', '<!-- <#-- -->', extractAll(s, '<@[a-z]+>')

---- a comparison without spaces
SELECT a <# b }
1, c<b, '<#--' FROM t

---- in data
INSERT INTO t VALUES ('${x}', '<#x>;'), ('<#list', '}')

---- in inline data
INSERT INTO t FORMAT JSONEachRow
{"a": "${x}", "b": "<#if }"}
{"a": "<#-- "}

---- in inline data without quotes
INSERT INTO t FORMAT TSV
${a}	<#b

---- a definition with a template as default
CREATE TABLE t (tpl String DEFAULT 'Dear ${name},;', x String COMMENT '<#if a>}</#if>') ENGINE = Memory

---- a function that makes templates
CREATE FUNCTION tpl AS (n) -> concat('${', n, '}', '<#', n, '>')

---- a query of an island's text
SELECT '} ${ {', "a}${", `<#{` FROM t WHERE x = '${r"\\"}'

---- noparse of another kind
SELECT '[#if]', '<#nOpArSe> } </#noparse>', '<#comment> ${ '
