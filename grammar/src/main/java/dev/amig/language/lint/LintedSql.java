package dev.amig.language.lint;

import dev.amig.language.analysis.SqlStatement;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.sql.SqlToken;
import dev.amig.language.sql.SqlWords;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One SQL text of a file as ClickHouse's lexer sees it, rendered with {@link StandIns}, and what it is there for. */
public final class LintedSql {
    /** What a text is there for. */
    public enum Use {
        /** What a step does. */
        STATEMENT,
        /** How a step or a copy is undone. */
        ROLLBACK,
        /** A question to a server that changes nothing. */
        QUERY,
        /** A predicate or an expression of a copy. */
        FRAGMENT
    }

    private final Source source;
    private final SqlStatement statement;
    private final Use use;
    private final Optional<Action> action;
    private final Optional<Target> target;
    private final SqlWords words;
    private final List<SqlToken> tokens;

    LintedSql(Source source, SqlStatement statement, Use use, Optional<Action> action, Optional<Target> target) {
        this.source = source;
        this.statement = statement;
        this.use = use;
        this.action = action;
        this.target = target;
        this.words = new SqlWords(statement.text());
        this.tokens = words.tokens();
    }

    public Use use() {
        return use;
    }

    /** That it belongs to; absent: it stands in the header. */
    public Optional<Action> action() {
        return action;
    }

    /** Where it is sent; absent: the clause was left out. */
    public Optional<Target> target() {
        return target;
    }

    public boolean isOnPostgres() {
        return target.filter(Target.OnPostgres.class::isInstance).isPresent();
    }

    /** The words, signs, strings and names, without comments. */
    public List<SqlToken> tokens() {
        return tokens;
    }

    /** Of its first word. */
    public Location location() {
        return statement.location();
    }

    /** In the {@code .amig} file; what a template wrote stands where its {@code ${…}} begins. */
    public Location location(int token) {
        return statement.locate(tokens.get(token).start());
    }

    /** As {@link SqlWords#reads}. */
    public boolean reads(int from, String... wanted) {
        return words.reads(from, wanted);
    }

    public boolean begins(String... wanted) {
        return reads(0, wanted);
    }

    /** As {@link SqlWords#find}. */
    public int find(int from, String... wanted) {
        return words.find(from, wanted);
    }

    public boolean holds(String... wanted) {
        return words.holds(wanted);
    }

    /** {@code [database.]table} at this token. */
    public Optional<TableUse> table(int at) {
        if (at < 0 || at >= tokens.size() || !tokens.get(at).isName()) {
            return Optional.empty();
        }
        boolean qualified = reads(at + 1, ".")
                && at + 2 < tokens.size()
                && tokens.get(at + 2).isName();
        String first = tokens.get(at).name();
        return Optional.of(
                qualified
                        ? new TableUse(
                                new QualifiedName(
                                        Optional.of(first), tokens.get(at + 2).name()),
                                at,
                                at + 3)
                        : new TableUse(new QualifiedName(Optional.empty(), first), at, at + 1));
    }

    /** Whatever could be a table's name, wherever it stands. Strings and parts of longer names do not count. */
    public List<TableUse> tables() {
        return IntStream.range(0, tokens.size())
                .filter(it -> it == 0 || !tokens.get(it - 1).is("."))
                .mapToObj(this::table)
                .flatMap(Optional::stream)
                .toList();
    }

    public boolean names(QualifiedName table) {
        return tables().stream().anyMatch(it -> it.name().equals(table));
    }

    /** The author wrote this token himself, no template did. */
    public boolean isWritten(int token) {
        return source.text().startsWith(tokens.get(token).text(), source.offset(location(token)));
    }

    /** Tokens as the author wrote them, with {@code ${…}} where a template wrote them. */
    public String written(int from, int to) {
        var text = new StringBuilder();
        int last = -1;
        for (int i = from; i < to; i++) {
            int place = source.offset(location(i));
            if (place != last) {
                text.append(isWritten(i) ? tokens.get(i).text() : interpolation(place));
            }
            last = place;
        }
        return text.toString();
    }

    public String written(TableUse table) {
        return written(table.from(), table.to());
    }

    private String interpolation(int place) {
        String text = source.text();
        int depth = 0;
        for (int i = place; i < text.length() && text.charAt(i) != '\n'; i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0 && text.charAt(i) == '}') {
                return text.substring(place, i + 1);
            }
        }
        return "…";
    }

    @Override
    public String toString() {
        return statement.text();
    }
}
