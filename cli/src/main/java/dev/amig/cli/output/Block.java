package dev.amig.cli.output;

import java.util.ArrayList;
import java.util.List;

/** As much of some lines as a window shows: what has left the window at its top can no longer be redrawn. */
final class Block {
    private Block() {}

    static List<String> fit(List<LiveLines.Line> lines, TerminalSize size) {
        int room = Math.max(1, size.rows() - 1);
        List<String> fitting = new ArrayList<>();
        int shown = lines.size() <= room ? lines.size() : room - 1;
        for (LiveLines.Line line : lines.subList(0, shown)) {
            fitting.add(Ansi.truncate(line.text(), size.columns()));
        }
        if (shown < lines.size()) {
            fitting.add(Ansi.truncate("… and %d more".formatted(lines.size() - shown), size.columns()));
        }
        return fitting;
    }
}
