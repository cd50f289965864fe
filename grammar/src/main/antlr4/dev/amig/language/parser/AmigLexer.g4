/*
 * The tokens of an .amig file.
 *
 * Outside islands: keywords, names, texts. A brace opens an island, and the whole island, braces included, is ONE token:
 * the modes below only find out where it ends. Each of their rules says "more", so what the author wrote is never taken
 * apart, and the parser neither sees SQL nor recurses into nested braces.
 *
 * Two languages share an island, one above the other, and the modes mirror that. FreeMarker is the upper one: it looks at
 * the text first and knows nothing of SQL, so ${...}, <#...>, <@...> and <#-- ... --> mean the same inside a SQL string
 * or comment as outside. ClickHouse's lexer sees the rest (rules of 26.7, tried on the engine):
 *   - strings '...' and quoted identifiers "..." and `...`, with backslash escapes and doubled quotes; also the typographic
 *     quotes U+2018...U+2019 (string) and U+201C...U+201D (identifier), which have no escapes
 *   - comments from --, //, "# " or "#!" to the line's end; C comments nest. Dashes of typography open none: U+2212 is a
 *     minus sign, and U+2013 and U+2014 are errors
 *   - heredocs $tag$...$tag$, the tag of ASCII word characters or empty, and only where a token begins: a$b$ is one word;
 *     but what begins with a digit ends before a dollar sign, so in TOP 5$$x$$ a heredoc begins
 * In RAW { ... } the upper language is absent.
 *
 * No rule fails: each mode ends with one that takes any character. What is not closed at the file's end is reported where
 * it was opened, by IslandLexer.
 */
lexer grammar AmigLexer;

options {
    superClass = IslandLexer;
    caseInsensitive = true;
}

tokens { ISLAND, RAW_ISLAND, TEMPLATED, UNCLOSED }

// ---- statements, in the order of LANGUAGE.md
MIGRATION    : 'migration' ;
DESCRIPTION  : 'description' ;
DEPENDS      : 'depends' ;
APPLICATION  : 'application' ;
VERSION      : 'version' ;
REQUIRES     : 'requires' ;
CLUSTER      : 'cluster' ;
PARAM        : 'param' ;
SETTINGS     : 'settings' ;
REQUIRED     : 'required' ;
WHEN         : 'when' ;

// ---- targets
ON           : 'on' ;
ANY          : 'any' ;
NODE         : 'node' ;
EACH         : 'each' ;
SHARD        : 'shard' ;
SHARDS       : 'shards' ;
REPLICA      : 'replica' ;
OTHER        : 'other' ;
REPLICAS     : 'replicas' ;
POSTGRES     : 'postgres' ;
AT           : 'at' ;
ONCE         : 'once' ;

// ---- actions
STEP         : 'step' ;
TIMEOUT      : 'timeout' ;
RETRY        : 'retry' ;
TIMES        : 'times' ;
EVERY        : 'every' ;
ERROR        : 'error' ;
PAUSE        : 'pause' ;
IDEMPOTENT   : 'idempotent' ;
RAW          : 'raw' ;
ROLLBACK     : 'rollback' ;
NONE         : 'none' ;
BECAUSE      : 'because' ;
IRREVERSIBLE : 'irreversible' ;
VERIFY       : 'verify' ;
EXPECT       : 'expect' ;
NO           : 'no' ;
ROWS         : 'rows' ;
TRUE         : 'true' ;
FALSE        : 'false' ;
SAME         : 'same' ;
MISMATCH     : 'mismatch' ;
WARN         : 'warn' ;
ONLY         : 'only' ;
CONFIRM      : 'confirm' ;

// ---- more of the header
PRECHECK     : 'precheck' ;
HEALTHCHECK  : 'healthcheck' ;
PROGRESS     : 'progress' ;

// ---- more actions
COPY         : 'copy' ;
FROM         : 'from' ;
TO           : 'to' ;
COLUMNS      : 'columns' ;
AS           : 'as' ;
WHERE        : 'where' ;
CHUNK        : 'chunk' ;
BY           : 'by' ;
PARTITION    : 'partition' ;
PARALLEL     : 'parallel' ;
AUTO         : 'auto' ;
READ         : 'read' ;
SNAPSHOT     : 'snapshot' ;
LIVE         : 'live' ;
SHORTCUT     : 'shortcut' ;
APPEND       : 'append' ;
THROTTLE     : 'throttle' ;
WHILE        : 'while' ;
WITHOUT      : 'without' ;
CHECKSUM     : 'checksum' ;
WAIT         : 'wait' ;
UNTIL        : 'until' ;
SWAP         : 'swap' ;
TABLES       : 'tables' ;
AND          : 'and' ;
FINALIZE     : 'finalize' ;
BEGIN        : 'begin' ;
END          : 'end' ;
FOR          : 'for' ;
ROW          : 'row' ;
IN           : 'in' ;

// ---- signs
SEMICOLON        : ';' ;
COMMA            : ',' ;
RANGE            : '..' ;
DOT              : '.' ;
OPEN_PAREN       : '(' ;
CLOSE_PAREN      : ')' ;
OPEN_BRACKET     : '[' ;
CLOSE_BRACKET    : ']' ;
EQUAL            : '=' ;
NOT_EQUAL        : '!=' ;
LESS             : '<' ;
LESS_OR_EQUAL    : '<=' ;
GREATER          : '>' ;
GREATER_OR_EQUAL : '>=' ;

// ---- texts, numbers, names
STRING          : '\'' (~['\\\r\n] | '\\' ~[\r\n] | '\'\'')* '\'' ;
INTEGER         : '-'? DIGIT+ ;
FLOAT           : '-'? DIGIT+ ('.' DIGIT+ ('e' [+\-]? DIGIT+)? | 'e' [+\-]? DIGIT+) ;
IDENTIFIER      : [a-z_] WORD_CHARACTER* ;
BACKTICKED      : '`' (~[`\\\r\n] | '\\' ~[\r\n] | '``')+ '`' ;
/** A migration's name may begin with digits; also what people write for "10 GB". */
DIGITS_NAME     : DIGIT+ [a-z_] WORD_CHARACTER* ;

/** The name of a table, or a part of a column's expression, that a template writes: ${source}, ${db}.events_${year}. */
OPEN_TEMPLATED  : (WORD_CHARACTER+ '.')? WORD_CHARACTER* '${' {openTemplate();} -> more ;

// What people get wrong has tokens of its own, so that it can be explained.
DASHED_NAME       : WORD_CHARACTER+ ('-' WORD_CHARACTER+)+ ;
DOUBLE_QUOTED     : '"' ~["\r\n]* '"' ;
UNCLOSED_STRING   : '\'' (~['\\\r\n] | '\\' ~[\r\n] | '\'\'')* '\\'? {unclosedString();} -> type(STRING) ;
UNCLOSED_BACKTICK : '`' ~[`\r\n]* {unclosedBacktick();} -> type(BACKTICKED) ;

WHITE_SPACE   : [\p{White_Space}\uFEFF\u0000]+ -> skip ;
LINE_COMMENT  : '--' ~[\n]* -> channel(HIDDEN) ;
HASH_COMMENT  : '#' {isFirstOnLine()}? ~[\n]* -> channel(HIDDEN) ;
BLOCK_COMMENT : '/*' -> more, pushMode(IN_BLOCK_COMMENT) ;

OPEN_RAW    : 'raw' [\p{White_Space}]* '{' {openIsland(true);} -> more, pushMode(SQL) ;
OPEN        : '{' {openIsland(false);} -> more, pushMode(SQL) ;
UNKNOWN     : . ;

fragment DIGIT          : [0-9] ;
fragment WORD_CHARACTER : [a-z0-9_] ;
fragment WORD           : [a-z_] (WORD_CHARACTER | '$')* | DIGIT WORD_CHARACTER* ;
fragment TAG            : '$' WORD_CHARACTER* ;
fragment PLAIN          : ~[a-z0-9_{}'"`$<#/\-\u2018\u201C] ;
/** Words with something between them, lest 5a be read as 5 and a. */
fragment PLAIN_WORDS    : PLAIN* (WORD (PLAIN+ WORD)* PLAIN*)? ;

/** Where FreeMarker begins to see more than text. As in its own lexer, a lone "$" and "<#" before no letter are text. */
fragment TEMPLATE
    : '${'
    | '<#--'
    | '<#' ('noparse' | 'comment') BLANK* '>'
    | '<#' LETTER+
    | '</#' LETTER+
    | '<@'
    | '</@' ~[<>{}$ \t\r\n]* BLANK* '>'
    ;
fragment LETTER : [a-z_] ;
fragment BLANK  : [ \t\r\n] ;

// ------------------------------------------------------------------------------------------------ SQL
mode SQL;

SQL_OPEN           : '{' -> more, pushMode(SQL) ;
SQL_CLOSE          : '}' {closeBrace();} ;
SQL_RUN            : (PLAIN+ | PLAIN* WORD (PLAIN+ WORD)* PLAIN*) -> more ;
SQL_TEMPLATE       : PLAIN_WORDS (TAG? '${' | TEMPLATE) {isTemplate()}? {openTemplate();} -> more ;
SQL_STRING         : '\'' -> more, pushMode(IN_STRING) ;
SQL_DOUBLE_QUOTED  : '"' -> more, pushMode(IN_DOUBLE_QUOTES) ;
SQL_BACKTICKED     : '`' -> more, pushMode(IN_BACKTICKS) ;
SQL_TYPOGRAPHIC    : '\u2018' -> more, pushMode(IN_TYPOGRAPHIC_STRING) ;
SQL_TYPOGRAPHIC_ID : '\u201C' -> more, pushMode(IN_TYPOGRAPHIC_IDENTIFIER) ;
SQL_LINE_COMMENT   : ('--' | '//' | '# ' | '#!') -> more, pushMode(IN_LINE_COMMENT) ;
SQL_BLOCK_COMMENT  : '/*' -> more, pushMode(IN_BLOCK_COMMENT) ;
SQL_HEREDOC        : TAG '$' {openHeredoc();} -> more ;
SQL_DOLLAR_WORD    : TAG -> more ;
SQL_OTHER          : . -> more ;

mode IN_STRING;
STRING_RUN      : (~['\\$<] | '\\' ~[$<])+ -> more ;
STRING_TEMPLATE : TEMPLATE {isTemplate()}? {openTemplate();} -> more ;
STRING_CLOSE    : '\'' -> more, popMode ;
STRING_OTHER    : . -> more ;

mode IN_DOUBLE_QUOTES;
DOUBLE_QUOTES_RUN      : (~["\\$<] | '\\' ~[$<])+ -> more ;
DOUBLE_QUOTES_TEMPLATE : TEMPLATE {isTemplate()}? {openTemplate();} -> more ;
DOUBLE_QUOTES_CLOSE    : '"' -> more, popMode ;
DOUBLE_QUOTES_OTHER    : . -> more ;

mode IN_BACKTICKS;
BACKTICKS_RUN      : (~[`\\$<] | '\\' ~[$<])+ -> more ;
BACKTICKS_TEMPLATE : TEMPLATE {isTemplate()}? {openTemplate();} -> more ;
BACKTICKS_CLOSE    : '`' -> more, popMode ;
BACKTICKS_OTHER    : . -> more ;

mode IN_TYPOGRAPHIC_STRING;
TYPOGRAPHIC_RUN      : ~[\u2019$<]+ -> more ;
TYPOGRAPHIC_TEMPLATE : TEMPLATE {isTemplate()}? {openTemplate();} -> more ;
TYPOGRAPHIC_CLOSE    : '\u2019' -> more, popMode ;
TYPOGRAPHIC_OTHER    : . -> more ;

mode IN_TYPOGRAPHIC_IDENTIFIER;
TYPOGRAPHIC_ID_RUN      : ~[\u201D$<]+ -> more ;
TYPOGRAPHIC_ID_TEMPLATE : TEMPLATE {isTemplate()}? {openTemplate();} -> more ;
TYPOGRAPHIC_ID_CLOSE    : '\u201D' -> more, popMode ;
TYPOGRAPHIC_ID_OTHER    : . -> more ;

mode IN_LINE_COMMENT;
LINE_COMMENT_RUN      : ~[\n$<]+ -> more ;
LINE_COMMENT_TEMPLATE : TEMPLATE {isTemplate()}? {openTemplate();} -> more ;
LINE_COMMENT_CLOSE    : '\n' -> more, popMode ;
LINE_COMMENT_OTHER    : . -> more ;

/** Also used outside islands, where nothing is a template. */
mode IN_BLOCK_COMMENT;
BLOCK_COMMENT_RUN      : ~[*/$<]+ -> more ;
BLOCK_COMMENT_TEMPLATE : TEMPLATE {isTemplate()}? {openTemplate();} -> more ;
BLOCK_COMMENT_OPEN     : '/*' -> more, pushMode(IN_BLOCK_COMMENT) ;
BLOCK_COMMENT_CLOSE    : '*/' {closeComment();} ;
BLOCK_COMMENT_OTHER    : . -> more ;

mode IN_HEREDOC;
HEREDOC_RUN      : ~[$<]+ -> more ;
HEREDOC_TEMPLATE : (TAG? '${' | TEMPLATE) {isTemplate()}? {openTemplate();} -> more ;
HEREDOC_CLOSE    : TAG '$' {closesHeredoc()}? -> more, popMode ;
HEREDOC_OTHER    : . -> more ;

// ------------------------------------------------------------------------------------------------ FreeMarker
/** Inside ${...}: braces nest, and strings may hold them. An expression has comments of its own kind. */
mode EXPRESSION;
EXPRESSION_OPEN    : '{' -> more, pushMode(EXPRESSION) ;
EXPRESSION_CLOSE   : '}' {closeExpression();} ;
EXPRESSION_RUN     : EXPRESSION_CHARACTER+ -> more ;
EXPRESSION_QUOTE   : EXPRESSION_CHARACTER* ["'] {openTemplateString();} -> more ;
EXPRESSION_COMMENT : [<[] [#!] '--' -> more, pushMode(IN_EXPRESSION_COMMENT) ;
EXPRESSION_OTHER   : . -> more ;
fragment EXPRESSION_CHARACTER : ~["'{}()<[\->] ;

/** Inside <#...> and <@...>: ends at the first ">" that is in no parenthesis and in no string. */
mode IN_TAG;
TAG_CLOSE   : '>' -> more, popMode ;
TAG_OPEN    : '(' -> more, pushMode(IN_TAG_PARENTHESES) ;
TAG_ARROW   : ('->' | '--') -> more ;
TAG_RUN     : EXPRESSION_CHARACTER+ -> more ;
TAG_QUOTE   : EXPRESSION_CHARACTER* ["'] {openTemplateString();} -> more ;
TAG_COMMENT : [<[] [#!] '--' -> more, pushMode(IN_EXPRESSION_COMMENT) ;
TAG_OTHER   : . -> more ;

mode IN_TAG_PARENTHESES;
PARENTHESES_OPEN    : '(' -> more, pushMode(IN_TAG_PARENTHESES) ;
PARENTHESES_CLOSE   : ')' -> more, popMode ;
PARENTHESES_RUN     : EXPRESSION_CHARACTER+ -> more ;
PARENTHESES_QUOTE   : EXPRESSION_CHARACTER* ["'] {openTemplateString();} -> more ;
PARENTHESES_COMMENT : [<[] [#!] '--' -> more, pushMode(IN_EXPRESSION_COMMENT) ;
PARENTHESES_OTHER   : . -> more ;

mode IN_TEMPLATE_STRING;
TEMPLATE_STRING_RUN   : (~["'\\] | '\\' .)+ -> more ;
TEMPLATE_STRING_QUOTE : ["'] {closeTemplateString();} -> more ;
TEMPLATE_STRING_OTHER : . -> more ;

/** r"..." has no escapes. */
mode IN_RAW_TEMPLATE_STRING;
RAW_TEMPLATE_STRING_RUN   : ~["']+ -> more ;
RAW_TEMPLATE_STRING_QUOTE : ["'] {closeTemplateString();} -> more ;

mode IN_EXPRESSION_COMMENT;
EXPRESSION_COMMENT_RUN   : ~[\-]+ -> more ;
EXPRESSION_COMMENT_CLOSE : ('-->' | '--]') -> more, popMode ;
EXPRESSION_COMMENT_OTHER : . -> more ;

mode IN_TEMPLATE_COMMENT;
TEMPLATE_COMMENT_RUN   : ~[\-]+ -> more ;
TEMPLATE_COMMENT_CLOSE : '-->' -> more, popMode ;
TEMPLATE_COMMENT_OTHER : . -> more ;

/** Between <#noparse> and </#noparse>, <#comment> and </#comment>: FreeMarker itself looks for nothing else. */
mode IN_NOPARSE;
NOPARSE_RUN   : ~[<[]+ -> more ;
NOPARSE_CLOSE : [<[] '/' '#'? LETTER+ BLANK* [>\]] {closesNoparse()}? -> more, popMode ;
NOPARSE_OTHER : . -> more ;
