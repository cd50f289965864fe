/*
 * The statements of an .amig file: rule #step here, step() in the tree builder, Step in the tree. Same order as LANGUAGE.md.
 *
 * The grammar is looser than the language where that gives better messages: clauses may stand in any order, names may be
 * written in ways that are refused later by the tree builder.
 */
parser grammar AmigParser;

options { tokenVocab = AmigLexer; }

file
    : statement* EOF
    ;

statement
    : migration SEMICOLON
    | param SEMICOLON
    | settings SEMICOLON
    | requiredWhen SEMICOLON
    | precheck SEMICOLON
    | healthCheck SEMICOLON
    | progress SEMICOLON
    | action SEMICOLON
    | finalization SEMICOLON
    ;

action
    : step
    | copy
    | verify
    | verifyCopy
    | waiting
    | confirm
    | swap
    ;

migration
    : MIGRATION migrationName migrationClause*
    ;

migrationClause
    : DESCRIPTION text
    | DEPENDS ON migrationName (COMMA migrationName)*
    | APPLICATION VERSION text
    | REQUIRES requirement (COMMA requirement)*
    | CLUSTER name
    ;

requirement
    : name text
    ;

param
    : PARAM name paramType? (EQUAL paramValue)? (DESCRIPTION text)?
    ;

/** STRING, INTEGER, FLOAT, BOOLEAN, DURATION, SIZE, LIST: not keywords, so that they stay usable as names. */
paramType
    : IDENTIFIER
    ;

paramValue
    : STRING
    | INTEGER IDENTIFIER?
    | FLOAT IDENTIFIER?
    | DIGITS_NAME
    | TRUE
    | FALSE
    ;

settings
    : SETTINGS setting (COMMA setting)*
    ;

setting
    : name EQUAL settingValue
    ;

settingValue
    : STRING
    | INTEGER
    | FLOAT
    | TRUE
    | FALSE
    ;

requiredWhen
    : REQUIRED WHEN placement? island
    ;

precheck
    : PRECHECK text placement? island
    ;

healthCheck
    : HEALTHCHECK text placement? (EVERY duration)? island
    ;

progress
    : PROGRESS placement? island
    ;

placement
    : target (AT ONCE INTEGER)?
    ;

target
    : ON place
    ;

place
    : ANY NODE                                  # anyNode
    | EACH (SHARD | REPLICA)                    # each
    | OTHER REPLICAS                            # otherReplicas
    | SHARD INTEGER (REPLICA INTEGER)?          # oneShard
    | SHARDS shardRange (COMMA shardRange)*     # shardList
    | POSTGRES name?                            # onPostgres
    ;

shardRange
    : INTEGER (RANGE INTEGER)?
    ;

step
    : STEP name text? placement option* forEachRow? island rollback?
    ;

option
    : settings
    | TIMEOUT duration
    | RETRY INTEGER TIMES (EVERY duration)?
    | ON ERROR (ROLLBACK | PAUSE)
    | IDEMPOTENT
    ;

rollback
    : ROLLBACK (island | NONE BECAUSE text)
    | IRREVERSIBLE
    ;

/** The clauses are those of EXECUTION.md, "COPY". Where a clause is left out, the tree says so and the planner decides. */
copy
    : COPY name text? FROM table TO table (placement | copyClause | option)* rollback?
    ;

copyClause
    : COLUMNS OPEN_PAREN column (COMMA column)* CLOSE_PAREN
    | WHERE island
    | CHUNK BY (PARTITION | quantity ROWS?)
    | PARALLEL (INTEGER | AUTO)
    | READ (SNAPSHOT | LIVE)
    | NO SHORTCUT
    | APPEND
    | THROTTLE WHILE text island
    ;

/** A destination's column, or "expression AS column". The expression is SQL: up to a comma or a bracket of its own depth. */
column
    : expression (AS name)?
    ;

expression
    : (~(AS | COMMA | SEMICOLON | OPEN_PAREN | CLOSE_PAREN | OPEN_BRACKET | CLOSE_BRACKET) | nested)+
    ;

nested
    : OPEN_PAREN (~(SEMICOLON | OPEN_PAREN | CLOSE_PAREN | OPEN_BRACKET | CLOSE_BRACKET) | nested)* CLOSE_PAREN
    | OPEN_BRACKET (~(SEMICOLON | OPEN_PAREN | CLOSE_PAREN | OPEN_BRACKET | CLOSE_BRACKET) | nested)* CLOSE_BRACKET
    ;

/** [database.]table; a template may write any part of it. */
table
    : TEMPLATED
    | name (DOT name)?
    ;

verify
    : VERIFY name text? placement option* island EXPECT expectation (ON MISMATCH island)? (WARN ONLY)?
    ;

/** A check may also be called copy: then no name follows, but a text or a target. */
verifyCopy
    : VERIFY COPY name (BY PARTITION | WITHOUT CHECKSUM | option)*
    ;

waiting
    : WAIT name text? UNTIL placement waitingOption* island (EVERY duration | TIMEOUT duration)*
    ;

/** As option, but for TIMEOUT, which stands behind the island here. */
waitingOption
    : settings
    | ON ERROR (ROLLBACK | PAUSE)
    ;

swap
    : SWAP name text? TABLES table AND table placement option*
    ;

expectation
    : NO ROWS                       # noRows
    | ROWS                          # rows
    | TRUE                          # isTrue
    | comparison comparedValue      # compared
    | SAME ON EVERY NODE            # sameOnEveryNode
    ;

comparison
    : EQUAL
    | NOT_EQUAL
    | LESS
    | LESS_OR_EQUAL
    | GREATER
    | GREATER_OR_EQUAL
    ;

comparedValue
    : INTEGER
    | FLOAT
    | STRING
    ;

confirm
    : CONFIRM text
    ;

/** Actions that run later, on "amig finalize". */
finalization
    : FINALIZE text BEGIN (action SEMICOLON)* END
    ;

forEachRow
    : FOR EACH ROW OPEN_PAREN name (COMMA name)* CLOSE_PAREN IN placement? island
    ;

island
    : ISLAND
    | RAW_ISLAND
    ;

text
    : STRING
    ;

/** "5 MINUTES"; the units are not keywords. */
duration
    : INTEGER IDENTIFIER
    | DIGITS_NAME
    ;

/** "10M", "5 GB"; the units are not keywords. */
quantity
    : INTEGER IDENTIFIER?
    | FLOAT IDENTIFIER?
    | DIGITS_NAME
    ;

name
    : IDENTIFIER
    | BACKTICKED
    | nonReserved
    | misnamed=(DOUBLE_QUOTED | DASHED_NAME | DIGITS_NAME)
    ;

migrationName
    : IDENTIFIER
    | DIGITS_NAME
    | BACKTICKED
    | nonReserved
    | misnamed=(DOUBLE_QUOTED | DASHED_NAME)
    ;

/** Keywords that are also names without backticks: all but those that may stand where a name was forgotten. */
nonReserved
    : VERSION | WHEN
    | ANY | NODE | EACH | SHARD | SHARDS | REPLICA | OTHER | REPLICAS | POSTGRES | ONCE
    | TIMES | EVERY | ERROR | PAUSE | NONE | BECAUSE | NO | ROWS | SAME | MISMATCH | WARN | ONLY
    | PRECHECK | HEALTHCHECK | PROGRESS | COPY | WAIT | SWAP | FINALIZE | BEGIN | END | ROW | IN
    | COLUMNS | WHERE | CHUNK | BY | PARTITION | PARALLEL | AUTO | READ | SNAPSHOT | LIVE | SHORTCUT | APPEND
    | THROTTLE | WHILE | WITHOUT | CHECKSUM | TABLES
    ;
