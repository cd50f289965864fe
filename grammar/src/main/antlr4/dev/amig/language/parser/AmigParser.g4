/*
 * The statements of an .amig file: rule #step here, step() in the tree builder, Step in the tree. Same order as LANGUAGE.md.
 *
 * The grammar is looser than the language where that gives better messages: clauses may stand in any order, names may be
 * written in ways that are refused later by the tree builder, and statements of the whole language that this version does
 * not run are recognised by their keyword.
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
    | step SEMICOLON
    | verify SEMICOLON
    | confirm SEMICOLON
    | later SEMICOLON
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

verify
    : VERIFY (verification | verifyCopy)
    ;

verification
    : name text? placement option* island EXPECT expectation (ON MISMATCH island)? (WARN ONLY)?
    ;

/** As "later". A check may also be called copy: then no name follows. */
verifyCopy
    : COPY name ~SEMICOLON*
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

/** What the whole language has and this version does not run. Read to its end, so that the rest of the file is checked. */
later
    : keyword=(PRECHECK | HEALTHCHECK | PROGRESS | COPY | WAIT | SWAP) ~SEMICOLON*
    | keyword=FINALIZE ~(BEGIN | SEMICOLON)* BEGIN ~END* END
    ;

forEachRow
    : FOR EACH ROW (OPEN_PAREN name (COMMA name)* CLOSE_PAREN)? IN placement? island
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
    ;
