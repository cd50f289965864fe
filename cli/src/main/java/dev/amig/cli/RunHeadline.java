package dev.amig.cli;

import dev.amig.cli.output.Cells;
import dev.amig.cli.output.Colour;
import dev.amig.cli.output.Terminal;
import dev.amig.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The line of a migration: {@code  42 %  0002_events: running, fill (2 of 5) with 2 min left, 700 k rows/s, for 3 min 20 s}. */
final class RunHeadline {
    private final Terminal terminal;

    RunHeadline(Terminal terminal) {
        this.terminal = terminal;
    }

    /** As much of it as there is room for; what is told last goes first. */
    String of(Progress progress) {
        String percent = "%3d %%  ".formatted(progress.percent());
        int room = terminal.size().columns() - Cells.width(percent);
        StringBuilder line = new StringBuilder(beginning(progress, room));
        for (String more : more(progress)) {
            if (Cells.width(line + more) <= room) {
                line.append(more);
            }
        }
        return terminal.paint(Colour.ACTIVE, percent) + line;
    }

    /** That it runs, its action says as well. */
    private static String beginning(Progress progress, int room) {
        String status = progress.status().toLowerCase(Locale.ROOT);
        if (progress.action().isEmpty()) {
            return progress.migration() + ": " + status;
        }
        String count = progress.actionCount() == 0
                ? ""
                : " (%d of %d)".formatted(progress.actionIndex() + 1, progress.actionCount());
        String whole = progress.migration() + ": " + status + ", " + progress.action() + count;
        return Cells.width(whole) <= room ? whole : progress.migration() + ": " + progress.action() + count;
    }

    private static List<String> more(Progress progress) {
        List<String> more = new ArrayList<>();
        progress.left().ifPresent(left -> more.add(" with " + Numbers.duration(left) + " left"));
        if (progress.rowsPerSecond() >= 1) {
            more.add(", " + Numbers.rows((long) progress.rowsPerSecond()) + " rows/s");
        }
        more.add(", for " + Numbers.duration(progress.elapsed()));
        return more;
    }
}
