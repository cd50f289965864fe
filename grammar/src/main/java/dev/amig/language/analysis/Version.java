package dev.amig.language.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 1.30.0}, {@code 1.30.0-rc.1+build}, ClickHouse's {@code 26.7.2.1} and {@code 26.7.3-stable.1}, PostgreSQL's {@code 18.6}. Compared as semantic
 * versions are; a number that is missing counts as 0.
 */
public record Version(List<Long> numbers, List<String> preRelease) implements Comparable<Version> {
    private static final Pattern SYNTAX =
            Pattern.compile("[vV]?(\\d{1,18}(?:\\.\\d{1,18}){0,5})(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    /** Labels of ClickHouse's builds that say how long a release lives, not that it is unfinished. */
    private static final List<String> RELEASE_LABELS = List.of("stable", "lts", "testing", "prestable");

    public Version {
        numbers = List.copyOf(numbers);
        preRelease = List.copyOf(preRelease);
    }

    /** @throws IllegalArgumentException with a sentence for the author */
    public static Version parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no version; write 1.30.0 or 26.7".formatted(text.strip()));
        }
        var numbers = new ArrayList<Long>();
        for (String number : matcher.group(1).split("\\.")) {
            numbers.add(Long.parseLong(number));
        }
        return new Version(numbers, labels(matcher.group(2)));
    }

    private static List<String> labels(String preRelease) {
        if (preRelease == null) {
            return List.of();
        }
        var labels = List.of(preRelease.split("\\."));
        return RELEASE_LABELS.contains(labels.get(0)) ? List.of() : labels;
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int compared = Long.compare(number(i), other.number(i));
            if (compared != 0) {
                return compared;
            }
        }
        return comparePreRelease(other);
    }

    private long number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    /** A version is above its own pre-releases; otherwise label by label (semver.org, 11). */
    private int comparePreRelease(Version other) {
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
            int compared = compareLabels(preRelease.get(i), other.preRelease.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    private static int compareLabels(String a, String b) {
        boolean aIsNumber = a.matches("\\d{1,18}");
        boolean bIsNumber = b.matches("\\d{1,18}");
        if (aIsNumber && bIsNumber) {
            return Long.compare(Long.parseLong(a), Long.parseLong(b));
        }
        return aIsNumber == bIsNumber ? a.compareTo(b) : aIsNumber ? -1 : 1;
    }
}
