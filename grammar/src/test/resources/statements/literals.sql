---- quotes doubled and escaped
SELECT 'it''s', 'it\'s', '''', '\'', '\\', '''''', '\\\'', ''

---- semicolons and braces
SELECT ';', '{', '}', '};', '{;}', ';;', '}}}}', '{{{{'

---- all escapes
SELECT '\b\f\r\n\t\0\a\v\e\xFF\\\/\=\N\q\%\_'

---- texts of several lines
SELECT 'first
second;
  }third', "also
here" FROM (SELECT 1 AS "also
here")

---- emoji
SELECT '😀', '👩‍👩‍👧‍👦', '🇦🇹', 'e\u0301', 'é', '日本語;', 'שלום', '\xF0\x9F\x98\x80' AS `😀`

---- control characters and odd spaces
SELECT ' ', '​', '﻿', '	', ' '

---- comments inside strings
SELECT '-- no', '/* no', '*/', '# no', '// no', '#! no', '— no', '<!-- no -->'

---- quotes inside quotes
SELECT '"', "'" , `"`, '`', "`" FROM (SELECT 1 AS "'", 2 AS `"`, 3 AS "`")

---- identifiers with escapes
SELECT `a\`b`, `a``b`, "a\"b", "a""b", `a\\`, "c\\" FROM t

---- identifiers with braces and semicolons
SELECT `}`, `{`, "};", `--`, "/*", `'`, "#", `$$`, "$a$" FROM t

---- typographic strings
SELECT ‘it is; } "quoted" `so`’, ‘’ AS x

---- typographic identifiers
SELECT “a; } 'b'” FROM t

---- a typographic string with apostrophes in it
SELECT ‘it's’, ‘"’, ‘\’, ‘{’

---- hexadecimal and binary strings
SELECT x'4142', X'7B7D3B', b'0110', B'01000001'

---- heredocs
SELECT $$it's; } "x" `y` -- no /* no$$, $$$$, $tag$ $$ $ta$ ' } ; $tag$, $_1$;$_1$, $9$}$9$

---- heredocs of several lines
SELECT $sql$
CREATE TABLE t (a UInt8) ENGINE = Memory;
INSERT INTO t VALUES ('}');
$sql$ AS script

---- heredocs behind signs
SELECT ($$a$$), [$$b$$,$x$c$x$], f($$)$$), 1+$$2$$

---- a dollar sign in a word opens nothing
SELECT a$$, b$x$, c$$d FROM t WHERE e$x$ = 1

---- a dollar sign that opens nothing
SELECT $a FROM t WHERE $b = $c

---- a heredoc directly behind a number
SELECT TOP 5$x$}; '$x$ FROM t WHERE a$x$ = 1

---- a heredoc behind a number with an exponent
SELECT TOP 1e1$$}; '$$, 007, 2024_t.a$b FROM 2024_t

---- a heredoc in an alias
SELECT 1 AS a, $h$ AS b FROM t; }$h$ AS c

---- json
SELECT '{"a": {"b": ["}", "{", ";"]}, "c": "it''s"}', JSONExtractString('{"x":"\\"}"}', 'x')

---- windows paths
SELECT 'C:\\temp\\new', 'C:\temp', '\\\\server\\share\\'

---- urls
SELECT 'https://user:pa;ss@h/p?a={1}&b=$2#frag', 'jdbc:clickhouse://h/db?x=--y'

---- sql in strings
SELECT 'SELECT ''a''; DROP TABLE t; --', 'STEP x ON ANY NODE { SELECT 1 };', '} ROLLBACK {', '};'

---- amig's own words
SELECT 'VERIFY', rollback, irreversible, step, confirm FROM migration WHERE raw = '{ RAW }'

---- long strings
SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;'

---- a string after a string
SELECT 'a'AS b,'c'd,'e''f'`g`,'h'"i" FROM t

---- numbers with signs of words
SELECT 1a FROM (SELECT 1 AS `1a`)

---- names that begin with digits
SELECT 2024_events.id FROM 2024_events

---- backslashes at ends
SELECT '\\', `\\`, "\\", '\\\\'

---- a quoted name directly behind another
SELECT "a"."b",`c`.`d`,"e"`f` FROM t

---- braces without space
SELECT{a:UInt8},[{b:UInt8}],({c:UInt8})SETTINGS http_response_headers={'a':'}'}

---- dollar amounts
SELECT '$', '$5', '$$', 'a$b', '$ {', '{$}', '#{x}', '[=x]', '<$', '< #if'

---- what looks like templates and is none
SELECT a <# b
1, '<# if', '<#1', '< @x', '$ {a}', '[#if x]', '[=a]', '#{b}', '</ #if>' FROM t

---- ends of templates alone
SELECT '-->', '/>', ']]>', '}>', '?>', a->b, x -> x > 1

---- dates with odd signs
SELECT '2026-01-01T00:00:00.000Z', '−5', 'a – b', 'c — d', '…'

---- the minus sign of typography
SELECT 3 − 1, a−b, −5, 'a – b', '—' AS `–`, {a:UInt8} − 1

---- case of escapes
SELECT '\X41', '\u0041', '\''

---- nul bytes escaped
SELECT '\0', 'a\0b', unhex('00'), char(0)

---- question marks
SELECT '?', a ? '?' : '??' FROM t

---- the longest operators first
SELECT a<=>b, a <> c, b::Int8::String, c||d FROM t
