package dev.amig.cli.output;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** For terminals: the block is drawn again in its place. */
final class RedrawnLines extends LiveLines {
    private static final long PAUSE_MILLIS = 100;
    /** Terminals that know it show the whole block at once; the others ignore it. */
    private static final String BEGIN_UPDATE = Ansi.ESCAPE + "[?2026h";

    private static final String END_UPDATE = Ansi.ESCAPE + "[?2026l";
    private static final String CLEAR_LINE = Ansi.ESCAPE + "[K";
    private static final String CLEAR_BELOW = Ansi.ESCAPE + "[J";

    private final Terminal terminal;
    private final StringBuilder said = new StringBuilder();
    private List<Line> latest = List.of();
    private boolean stale;
    private List<String> drawn = List.of();
    private TerminalSize drawnFor;
    private ScheduledExecutorService clock;

    private RedrawnLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Draws by itself every tenth of a second, if there is something new. */
    static RedrawnLines start(Terminal terminal) {
        RedrawnLines lines = new RedrawnLines(terminal);
        lines.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live-lines");
            thread.setDaemon(true);
            return thread;
        });
        lines.clock.scheduleWithFixedDelay(lines::draw, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return lines;
    }

    /** Draws only when told to. */
    static RedrawnLines manual(Terminal terminal) {
        return new RedrawnLines(terminal);
    }

    @Override
    public synchronized void show(List<Line> lines) {
        stale |= !latest.equals(lines);
        latest = List.copyOf(lines);
    }

    @Override
    public synchronized void say(String text) {
        said.append(text).append('\n');
        stale = true;
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
        draw();
    }

    synchronized void draw() {
        TerminalSize size = terminal.size();
        if (!stale && (drawn.isEmpty() || size.equals(drawnFor))) {
            return;
        }
        stale = false;
        List<String> block = Block.fit(latest, size);
        StringBuilder screen = new StringBuilder(BEGIN_UPDATE).append('\r');
        int up = heightOfDrawn(size);
        if (up > 0) {
            screen.append(Ansi.ESCAPE).append('[').append(up).append('A');
        }
        if (up > 0 && (said.length() > 0 || !size.equals(drawnFor))) {
            // What is said may have fewer lines than what stands there, and a window that was resized has broken its
            // lines anew.
            screen.append(CLEAR_BELOW);
        }
        screen.append(said);
        block.forEach(line -> screen.append(line).append(CLEAR_LINE).append('\n'));
        screen.append(CLEAR_BELOW).append(END_UPDATE);
        terminal.out().print(screen);
        terminal.out().flush();
        said.setLength(0);
        drawn = block;
        drawnFor = size;
    }

    /** A terminal that has become narrower has broken what was wider than it is now. */
    private int heightOfDrawn(TerminalSize size) {
        int columns = size.columns();
        return drawn.stream()
                .mapToInt(line -> Math.max(1, (Ansi.width(line) + columns - 1) / columns))
                .sum();
    }
}
