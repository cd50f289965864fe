package dev.amig.language.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One statement as ClickHouse's lexer sees it, to be asked what stands where. */
public final class SqlWords {
    private final List<SqlToken> tokens;

    public SqlWords(String sql) {
        this.tokens = SqlToken.of(sql);
    }

    /**
     * A table's name in the statement.
     *
     * @param end the token behind it
     */
    public record Table(QualifiedName name, int end) {}

    /** The words, signs, strings and names, without comments. */
    public List<SqlToken> tokens() {
        return tokens;
    }

    public int size() {
        return tokens.size();
    }

    /** These words or signs stand from this token on. */
    public boolean reads(int from, String... words) {
        if (from < 0 || from + words.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(from + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The first token at or behind {@code from} from which on these words stand; -1 if there is none. */
    public int find(int from, String... words) {
        for (int i = from; i + words.length <= tokens.size(); i++) {
            if (reads(i, words)) {
                return i;
            }
        }
        return -1;
    }

    public boolean holds(String... words) {
        return find(0, words) >= 0;
    }

    /** The word in capitals; empty behind the end. */
    public String word(int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).text().toUpperCase(Locale.ROOT) : "";
    }

    /** Behind {@code IF EXISTS} or {@code IF NOT EXISTS}, where one stands. */
    public int behindGuard(int at) {
        if (reads(at, "IF", "NOT", "EXISTS")) {
            return at + 3;
        }
        return reads(at, "IF", "EXISTS") ? at + 2 : at;
    }

    /** {@code [database.]table}; empty where no name stands, or it is not known yet. */
    public Optional<Table> table(int at) {
        Optional<String> first = name(at);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> second = reads(at + 1, ".") ? name(at + 2) : Optional.empty();
        Table table = second.isPresent()
                ? new Table(new QualifiedName(first, second.get()), at + 3)
                : new Table(new QualifiedName(Optional.empty(), first.get()), at + 1);
        return isPlaceholder(table.name()) ? Optional.empty() : Optional.of(table);
    }

    /** A row's values, and what a copy finds on the server, stand between these signs in a plan. */
    private static boolean isPlaceholder(QualifiedName name) {
        return name.table().contains("«") || name.database().orElse("").contains("«");
    }

    public Optional<String> name(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).isName()
                ? Optional.of(tokens.get(at).name())
                : Optional.empty();
    }
}
