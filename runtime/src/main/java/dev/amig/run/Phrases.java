package dev.amig.run;

import dev.amig.language.sql.StatementSplitter;
import dev.amig.transport.Counters;
import java.time.Duration;
import java.util.Locale;

/** Short words for people about a statement. */
public final class Phrases {
    /** Of what gave and wrote no rows. */
    static final String DONE = "done";

    private static final int LONGEST = 60;

    private Phrases() {}

    /** The beginning of a statement, behind the comments before it, on one line. */
    public static String firstWords(String sql) {
        String line = StatementSplitter.withoutLeadingComments(sql)
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** {@code 4 s}, {@code 3 min}, {@code 2 h 5 min}. */
    public static String of(Duration duration) {
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        long hours = duration.toHours();
        return (hours == 0 ? "" : hours + " h ") + duration.toMinutesPart() + " min";
    }

    static String done(Counters counters) {
        if (counters.writtenRows() > 0) {
            return String.format(Locale.ROOT, "%,d rows written", counters.writtenRows());
        }
        return counters.readRows() > 0 ? String.format(Locale.ROOT, "%,d rows read", counters.readRows()) : DONE;
    }
}
