package dev.amig.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private static final String[] UNITS = {"", " k", " M", " G", " T"};
    private static final String[] BYTE_UNITS = {" B", " kB", " MB", " GB", " TB", " PB"};

    private Numbers() {}

    /** {@code 950}, {@code 1.2 k}, {@code 34 M}. */
    static String rows(long rows) {
        return scaled(rows, UNITS);
    }

    /** {@code 950 B}, {@code 1.2 kB}, {@code 34 MB}; of a thousand each. */
    static String bytes(long bytes) {
        return scaled(bytes, BYTE_UNITS);
    }

    private static String scaled(long number, String... units) {
        double value = number;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit > 0 && value < 9.95 ? "%.1f%s" : "%.0f%s", value, units[unit]);
    }

    /** {@code 0.3 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 5 h 12 min}, {@code 2 d 3 h}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }
}
