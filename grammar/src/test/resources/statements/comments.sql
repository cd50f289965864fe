---- before
-- why; this }
SELECT 1

---- before, of several kinds
-- one; {
# two }
#! three '
// four "
/* six /* nested; */ still { */
SELECT 1

---- behind
SELECT 1 -- the last; }

---- behind, a block
SELECT 1 /* the last; } */

---- between all tokens
SELECT/*a*/1/*b*/+/*c*/2/*;*/AS/*}*/x/*'*/FROM/*"*/system.one/*`*/

---- lines between tokens
SELECT -- ;
  1 -- }
  , -- '
  2 // "
  , # `
  3, #! $$
  4

---- nested blocks
SELECT /* /* /* ; } ' */ " */ ` */ 1 /* -- */ + /* # */ 2 /* // */

---- an empty block
SELECT /**/ 1 /***/ + /****/ 2 /*/**/*/

---- a star and a slash apart
SELECT /* * / ** / */ 1

---- a line comment inside a block
SELECT /* -- */ 1 /*
-- } */ + 2

---- a block inside a line comment
SELECT 1 -- /* not opened
+ 2 -- */ nor closed
+ 3

---- quotes inside comments
SELECT 1 /* it's */ + 2 -- don't
+ 3 # can't "
+ 4 /* $$ */ + 5 -- $$

---- a comment directly behind a number
SELECT 1--2
+ 3

---- minus signs that are no comment
SELECT 1 - -2, 3 - - - 4, 5-+-6, a -(-b)

---- slashes that are no comment
SELECT 4 / 2, 4 / /* x */ 2, a /b/ c

---- hash signs
SELECT 1 # one
+ 2 #! two
+ 3

---- a comment of stars
/*************
 * a banner; *
 * {         *
 *************/
SELECT 1

---- a licence before, notes behind
/* (c) it's ours; */ SELECT 1 /* end */ -- really

---- a shebang
#!/usr/bin/env clickhouse
SELECT 1

---- tabs and carriage returns
SELECT	1	,	2	-- tab	}

---- optimizer words in comments
SELECT /*+ no hints; here */ 1

---- a comment in a definition
CREATE TABLE t
(
    a UInt8, -- the first; column's name
    /* b String, */
    c String -- } the last
)
ENGINE = MergeTree -- it's sorted
ORDER BY a /* ; */

---- a comment in an alter
ALTER TABLE t
    ADD COLUMN a UInt8, -- one;
    -- DROP COLUMN b,
    DROP COLUMN c /* } */

---- a comment in a grant
GRANT /* who? */ SELECT ON db.* /* ; */ TO alice -- it's her

---- a comment behind a view's query
CREATE VIEW v AS SELECT 1 -- end of the view's query; }

---- a comment in an insert
INSERT INTO /* where; */ t (a, -- }
b) SELECT 1, /* it's */ 2

---- a comment with markup
SELECT 1 /* <b>x</b> & a < b, {{ mustache }}, [link](http://x) */

---- a comment with a script
/* #!/bin/sh; for i in $(seq 1 3); do echo "$i"; done */ SELECT 1

---- a comment that is not ASCII
-- größer; 日本語 } 😀 «»
SELECT 1

---- a comment with typographic quotes
SELECT 1 /* ‘ “ */ + 2 -- ’ ”
+ 3

---- a comment with amig's words
SELECT 1 -- } ROLLBACK { DROP TABLE t };
+ 2 /* STEP s ON ANY NODE { } */
