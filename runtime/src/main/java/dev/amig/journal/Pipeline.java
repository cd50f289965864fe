package dev.amig.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several statements that go to PostgreSQL in one message and come back in one: its driver sends the statements of one text without
 * waiting in between. On a busy machine every round trip that is saved is a change of processes, twice.
 */
final class Pipeline {
    /** {@code :name}, and not the cast {@code ::type}. */
    private static final Pattern NAME = Pattern.compile("(?<!:):([A-Za-z]+)");

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** What is expected of a statement, at its turn. */
    @FunctionalInterface
    interface Answer {
        /** That does not matter. */
        Answer ANY = (rows, count) -> true;

        /** One row changed, or found. */
        Answer ONE = (rows, count) -> rows == null ? count == 1 : rows.next();

        /**
         * Whether this is as it should be.
         *
         * @param rows  null for a statement that gives none
         * @param count of changed rows
         */
        boolean isRight(ResultSet rows, int count) throws SQLException;
    }

    /** @param named the values of its {@code :names}; each may be null */
    void add(String sql, Map<String, Object> named, Answer answer) {
        Matcher name = NAME.matcher(sql);
        text.append(text.length() == 0 ? "" : ";\n").append(name.replaceAll("?"));
        name.reset().results().map(it -> named.get(it.group(1))).forEach(values::add);
        answers.add(answer);
    }

    int size() {
        return answers.size();
    }

    /** @return false when an answer was not as expected; then the transaction must not be committed */
    boolean run(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            boolean hasRows = statement.execute();
            boolean right = true;
            for (Answer answer : answers) {
                right &= answer.isRight(hasRows ? statement.getResultSet() : null, statement.getUpdateCount());
                hasRows = statement.getMoreResults();
            }
            return right;
        }
    }
}
