package dev.amig.language.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 5 MINUTES}, {@code 10 GiB}. A space before the unit may be left out; case counts nowhere. */
public final class Units {
    private static final Pattern QUANTITY = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)\\s*");

    private static final Map<String, Duration> DURATIONS = Map.of(
            "SECOND", Duration.ofSeconds(1),
            "SECONDS", Duration.ofSeconds(1),
            "MINUTE", Duration.ofMinutes(1),
            "MINUTES", Duration.ofMinutes(1),
            "HOUR", Duration.ofHours(1),
            "HOURS", Duration.ofHours(1),
            "DAY", Duration.ofDays(1),
            "DAYS", Duration.ofDays(1));

    private static final Map<String, Long> SIZES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("B", 1L),
            Map.entry("KB", 1_000L),
            Map.entry("MB", 1_000_000L),
            Map.entry("GB", 1_000_000_000L),
            Map.entry("TB", 1_000_000_000_000L),
            Map.entry("PB", 1_000_000_000_000_000L),
            Map.entry("KIB", 1L << 10),
            Map.entry("MIB", 1L << 20),
            Map.entry("GIB", 1L << 30),
            Map.entry("TIB", 1L << 40),
            Map.entry("PIB", 1L << 50));

    private static final Map<String, Long> COUNTS =
            Map.of("", 1L, "K", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L, "B", 1_000_000_000L);

    private Units() {}

    /**
     * A whole number of seconds, minutes, hours or days.
     *
     * @throws IllegalArgumentException with a sentence for the author
     */
    public static Duration duration(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        Duration unit = quantity.matches() ? DURATIONS.get(quantity.group(2).toUpperCase(Locale.ROOT)) : null;
        if (unit == null || quantity.group(1).contains(".")) {
            throw new IllegalArgumentException(
                    "'%s' is no duration; write 30 SECONDS, 5 MINUTES, 12 HOURS or 2 DAYS".formatted(text));
        }
        try {
            return unit.multipliedBy(Long.parseLong(quantity.group(1)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is too long for a duration".formatted(text), e);
        }
    }

    /**
     * Bytes. {@code GB} is a thousand million, {@code GiB} is 2³⁰; {@code 1.5 GB} is allowed.
     *
     * @throws IllegalArgumentException with a sentence for the author
     */
    public static long size(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        Long unit = quantity.matches() ? SIZES.get(quantity.group(2).toUpperCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("'%s' is no size; write 500 MB, 100 GB or 10 GiB".formatted(text));
        }
        return whole(text, quantity.group(1), unit, "a size");
    }

    /**
     * Rows: {@code 250000}, {@code 500K}, {@code 10M}, {@code 1.5G}; thousands, never 1,024.
     *
     * @throws IllegalArgumentException with a sentence for the author
     */
    public static long rows(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        Long unit = quantity.matches() ? COUNTS.get(quantity.group(2).toUpperCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("'%s' is no number of rows; write 500K, 10M or 250000".formatted(text));
        }
        return whole(text, quantity.group(1), unit, "a number of rows");
    }

    private static long whole(String text, String number, long unit, String what) {
        BigInteger value =
                new BigDecimal(number).multiply(BigDecimal.valueOf(unit)).toBigInteger();
        if (value.bitLength() > Long.SIZE - 1) {
            throw new IllegalArgumentException("'%s' is too large for %s".formatted(text, what));
        }
        return value.longValue();
    }

    /** {@code 90 SECONDS}, {@code 12 HOURS}: in the largest unit that loses nothing. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return count(seconds / 86_400, "DAY");
        } else if (seconds % 3_600 == 0 && seconds > 0) {
            return count(seconds / 3_600, "HOUR");
        } else if (seconds % 60 == 0 && seconds > 0) {
            return count(seconds / 60, "MINUTE");
        }
        return count(seconds, "SECOND");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "S");
    }

    /** {@code 5 GB}, {@code 10 GiB}: in the largest unit that loses nothing. */
    public static String sizeText(long bytes) {
        String best = bytes + " B";
        long largest = 1;
        for (String unit : List.of("KB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB", "PB", "PiB")) {
            long size = SIZES.get(unit.toUpperCase(Locale.ROOT));
            if (bytes > 0 && bytes % size == 0 && size > largest) {
                largest = size;
                best = bytes / size + " " + unit;
            }
        }
        return best;
    }

    /** {@code 10M ROWS}. */
    public static String rowsText(long rows) {
        for (String unit : List.of("G", "M", "K")) {
            if (rows > 0 && rows % COUNTS.get(unit) == 0) {
                return rows / COUNTS.get(unit) + unit + " ROWS";
            }
        }
        return rows + " ROWS";
    }
}
