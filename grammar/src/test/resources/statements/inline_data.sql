---- CSV
INSERT INTO t FORMAT CSV
1,"a;b"
2,"c""d"

---- CSV with names and semicolons
INSERT INTO t (a, b) SETTINGS format_csv_delimiter = ';' FORMAT CSVWithNames
a;b
1;x
2;"y;z"

---- TSV
INSERT INTO db.t FORMAT TSV
1	a;b
2	\N
3	\t\n\\

---- tab separated with names and types
INSERT INTO t FORMAT TabSeparatedWithNamesAndTypes
a	b
UInt8	String
1	x

---- JSONEachRow
INSERT INTO t FORMAT JSONEachRow
{"a": 1, "b": "x;y", "c": {"d": [1, {"e": "}"}]}}
{"a": 2, "b": "{ \" } -- /* "}

---- JSONEachRow on one line
INSERT INTO t FORMAT JSONEachRow {"a":1}{"a":2},{"a":3}

---- JSONCompactEachRow
INSERT INTO t FORMAT JSONCompactEachRow [1, "a"] [2, "b;"]

---- JSON of several lines
INSERT INTO t FORMAT JSON
{
  "meta": [{"name": "a", "type": "UInt8"}],
  "data": [{"a": 1}],
  "rows": 1
}

---- JSONAsString
INSERT INTO t FORMAT JSONAsString
{"$set": {"name": "it is; so"}, "x": []}

---- lines
INSERT INTO t FORMAT LineAsString
first; line
second -- line

---- raw
INSERT INTO t FORMAT RawBLOB some bytes; and { no } more

---- regexp
INSERT INTO t SETTINGS format_regexp = '^(\\d+);(.*)$' FORMAT Regexp
1;a
2;b

---- key and value
INSERT INTO t FORMAT TSKV
a=1	b=x;
a=2	b=y

---- custom separated
INSERT INTO t SETTINGS format_custom_field_delimiter = '|', format_custom_row_after_delimiter = ';' FORMAT CustomSeparated
1|a;2|b;

---- a lower-case statement
insert into t format tsv 1

---- columns with odd names
INSERT INTO t (`format`, "values;") FORMAT CSV
1,2

---- a function
INSERT INTO FUNCTION file('x.csv', 'CSV', 'a UInt8') FORMAT CSV
1
2

---- comments before the data
INSERT INTO t /* it's; */ FORMAT CSV
1

---- data with hashes
INSERT INTO t FORMAT CSV
#1,# 2
"--",//

---- emoji
INSERT INTO t FORMAT TSV
😀	日本;
é	ü

---- CSV with quotes of both kinds in balance
INSERT INTO t FORMAT CSV
'a;','b'
"c","d"

---- from input
INSERT INTO t SELECT lower(a), b * 2 FROM input('a String, b UInt8') WHERE a != ';' FORMAT TSV
x;	1

---- behind a common table
WITH x AS (SELECT 1) INSERT INTO t FORMAT CSV
1;2

---- a quoted name of a format
INSERT INTO values FORMAT `CSV`
1;2

---- nothing but the format
INSERT INTO t FORMAT JSONEachRow
