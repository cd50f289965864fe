package dev.amig.language.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code >=1.30.0 <=1.36.99}: conditions that all hold; {@code ||} between alternatives; a bare version means that
 * version and those that only add numbers to it ({@code 26.7} holds 26.7.3.1); {@code *} holds everything.
 */
public final class VersionRange {
    private static final Pattern CONDITION = Pattern.compile("(>=|<=|>|<|=)?\\s*([^\\s<>=|,]+)\\s*,?\\s*");

    private final String text;
    private final List<List<Condition>> alternatives;

    private interface Condition {
        boolean holds(Version version);
    }

    private VersionRange(String text, List<List<Condition>> alternatives) {
        this.text = text;
        this.alternatives = alternatives;
    }

    /** @throws IllegalArgumentException with a sentence for the author */
    public static VersionRange parse(String text) {
        var alternatives = new ArrayList<List<Condition>>();
        for (String alternative : text.split("\\|\\|", -1)) {
            alternatives.add(conditions(text, alternative.strip()));
        }
        return new VersionRange(text, alternatives);
    }

    public boolean contains(Version version) {
        return alternatives.stream().anyMatch(all -> all.stream().allMatch(it -> it.holds(version)));
    }

    /** @throws IllegalArgumentException it is no version */
    public boolean contains(String version) {
        return contains(Version.parse(version));
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<Condition> conditions(String range, String text) {
        var conditions = new ArrayList<Condition>();
        Matcher matcher = CONDITION.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            conditions.add(condition(matcher.group(1), matcher.group(2)));
            end = matcher.end();
        }
        if (end < text.length() || conditions.isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' is no range of versions; write '>=1.30.0 <=1.36.99'".formatted(range));
        }
        return conditions;
    }

    private static Condition condition(String operator, String text) {
        if (text.equals("*") && operator == null) {
            return version -> true;
        }
        Version bound = Version.parse(text);
        if (operator == null) {
            return version -> begins(version, bound);
        }
        IntPredicate wanted = wanted(operator);
        return version -> wanted.test(version.compareTo(bound));
    }

    private static IntPredicate wanted(String operator) {
        return switch (operator) {
            case ">=" -> compared -> compared >= 0;
            case "<=" -> compared -> compared <= 0;
            case ">" -> compared -> compared > 0;
            case "<" -> compared -> compared < 0;
            default -> compared -> compared == 0;
        };
    }

    private static boolean begins(Version version, Version bound) {
        int length = bound.numbers().size();
        boolean sameNumbers = version.numbers().size() >= length
                && version.numbers().subList(0, length).equals(bound.numbers());
        return version.compareTo(bound) == 0
                || sameNumbers
                        && bound.preRelease().isEmpty()
                        && version.preRelease().isEmpty();
    }
}
