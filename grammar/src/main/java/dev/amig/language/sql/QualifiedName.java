package dev.amig.language.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code [database.]table}.
 *
 * @param database absent: the one the connection is in
 */
public record QualifiedName(Optional<String> database, String table) {
    private static final String PART = "([^\\s.`\"]+|`(?:[^`\\\\]|\\\\.|``)+`|\"(?:[^\"\\\\]|\\\\.|\"\")+\")";
    private static final Pattern NAME = Pattern.compile("(?:%s\\.)?%s".formatted(PART, PART));

    /**
     * As ClickHouse reads it: each part bare, in backticks or in double quotes.
     *
     * @throws IllegalArgumentException with a sentence for the author
     */
    public static QualifiedName parse(String text) {
        Matcher name = NAME.matcher(text.strip());
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no table's name; write table, database.table or `my database`.`my table`".formatted(text));
        }
        return new QualifiedName(Optional.ofNullable(name.group(1)).map(QualifiedName::bare), bare(name.group(2)));
    }

    private static String bare(String part) {
        return part.startsWith("`") || part.startsWith("\"") ? Identifiers.unquote(part) : part;
    }

    /** A table beside this one, in the same database. */
    public QualifiedName withTable(String other) {
        return new QualifiedName(database, other);
    }

    /** As it stands in a statement: quoted where it has to be. */
    public String sql() {
        return database.map(it -> part(it) + ".").orElse("") + part(table);
    }

    private static String part(String name) {
        return Identifiers.isPlain(name) ? name : Identifiers.quote(name);
    }

    @Override
    public String toString() {
        return sql();
    }
}
