package dev.amig.language.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Spelling {
    /** Of shorter words nearly every one is near. */
    private static final int SHORTEST = 3;

    private Spelling() {}

    /** {@code did you mean STEP?}, if one of the known words is near enough. */
    public static Optional<String> didYouMean(String word, Collection<String> known) {
        return nearest(word, known).map(it -> "did you mean " + it + "?");
    }

    /** The nearest known word; equally near ones in alphabetical order. Case does not count. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int limit = word.length() < SHORTEST ? 0 : Math.max(1, word.length() / 3);
        return known.stream()
                .filter(it -> Math.abs(it.length() - word.length()) <= limit)
                .filter(it -> distance(lower, it.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt((String it) -> distance(lower, it.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be added, taken away, changed or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : nearestStep(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int nearestStep(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
