package dev.amig.verify;

import dev.amig.language.tree.Expectation;
import dev.amig.transport.Result;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds results against an {@code EXPECT} clause. A mismatch is a phrase with numbers, by node. */
public final class ExpectationCheck {
    private ExpectationCheck() {}

    /**
     * @param results by node id
     * @return node id → what is wrong there; empty when all is as expected
     */
    public static Map<String, String> mismatches(Expectation expectation, Map<String, Result> results) {
        if (expectation instanceof Expectation.SameOnEveryNode) {
            return differing(results);
        }
        Map<String, String> mismatches = new TreeMap<>();
        results.forEach(
                (node, result) -> mismatch(expectation, result).ifPresent(phrase -> mismatches.put(node, phrase)));
        return mismatches;
    }

    private static Optional<String> mismatch(Expectation expectation, Result result) {
        if (expectation instanceof Expectation.NoRows) {
            return result.rows().isEmpty()
                    ? Optional.empty()
                    : Optional.of("expected no rows, got " + count(result) + ", the first: "
                            + row(result.rows().get(0)));
        }
        if (expectation instanceof Expectation.Rows) {
            return result.rows().isEmpty() ? Optional.of("expected rows, got none") : Optional.empty();
        }
        if (result.rows().size() != 1 || result.columns().size() != 1) {
            return Optional.of("expected one row with one value, got " + count(result) + " of "
                    + result.columns().size() + " columns");
        }
        Object value = result.rows().get(0).get(0);
        if (expectation instanceof Expectation.IsTrue) {
            return Truth.of(value) ? Optional.empty() : Optional.of("expected a true value, got " + value);
        }
        Expectation.Compared compared = (Expectation.Compared) expectation;
        return holds(value, compared)
                ? Optional.empty()
                : Optional.of("expected " + compared.comparison().symbol() + " " + compared.value() + ", got " + value);
    }

    private static boolean holds(Object value, Expectation.Compared compared) {
        if (value == null) {
            return false;
        }
        int order = compare(value, compared.value());
        return switch (compared.comparison()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static int compare(Object value, String expected) {
        try {
            return new BigDecimal(value.toString()).compareTo(new BigDecimal(expected));
        } catch (NumberFormatException notNumbers) {
            return value.toString().compareTo(expected);
        }
    }

    private static Map<String, String> differing(Map<String, Result> results) {
        Map<String, String> mismatches = new TreeMap<>();
        String firstNode = null;
        List<String> first = List.of();
        for (Map.Entry<String, Result> entry : new TreeMap<>(results).entrySet()) {
            List<String> rows = entry.getValue().rows().stream()
                    .map(ExpectationCheck::row)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            if (firstNode == null) {
                firstNode = entry.getKey();
                first = rows;
            } else if (!rows.equals(first)) {
                mismatches.put(
                        entry.getKey(), "expected the same rows as on " + firstNode + ", " + difference(first, rows));
            }
        }
        return mismatches;
    }

    private static String difference(List<String> first, List<String> rows) {
        for (String row : rows) {
            if (!first.contains(row)) {
                return "only here: " + row;
            }
        }
        for (String row : first) {
            if (!rows.contains(row)) {
                return "missing here: " + row;
            }
        }
        return "got " + rows.size() + " rows instead of " + first.size();
    }

    private static String count(Result result) {
        int rows = result.rows().size();
        return (result.truncated() ? "more than " : "") + rows + (rows == 1 ? " row" : " rows");
    }

    /** A row as people read it: {@code (202401, 12)}. */
    public static String row(List<Object> values) {
        StringBuilder text = new StringBuilder("(");
        for (Object value : values) {
            text.append(text.length() == 1 ? "" : ", ").append(value == null ? "NULL" : value);
        }
        return text.append(')').toString();
    }
}
