package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.LiveLines;
import dev.amig.cli.output.Terminal;
import dev.amig.journal.Event;
import dev.amig.progress.NodeProgress;
import dev.amig.progress.Progress;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.RunObserver;
import dev.amig.run.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A run as it goes: a line for the migration and one for each node, and events that stay. */
final class RunScreen implements RunObserver, AutoCloseable {
    private static final long INTERVAL_MILLIS = 100;
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final ProgressBoard board;
    private final LiveLines lines;
    private final ScheduledExecutorService timer;

    private RunScreen(Terminal terminal, ProgressBoard board, LiveLines lines) {
        this.terminal = terminal;
        this.board = board;
        this.lines = lines;
        this.timer = Executors.newSingleThreadScheduledExecutor(RunScreen::thread);
    }

    /** @param silent shows nothing */
    static RunScreen open(Terminal terminal, ProgressBoard board, boolean silent) {
        RunScreen screen = new RunScreen(terminal, board, silent ? null : LiveLines.on(terminal));
        if (!silent) {
            screen.timer.scheduleWithFixedDelay(screen::draw, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
        return screen;
    }

    void begin(String migration) {
        if (lines != null) {
            lines.say(terminal.paint(Colour.STRONG, migration));
        }
    }

    void end(RunResult result) {
        if (lines != null) {
            draw();
            lines.show(List.of());
            Colour colour = switch (result.ending()) {
                case COMPLETED, COMPLETED_BEFORE, NOT_REQUIRED -> Colour.GOOD;
                case WAITING_FOR_CONFIRMATION -> Colour.ATTENTION;
                case REFUSED, ROLLED_BACK, NOT_ROLLED_BACK -> Colour.BAD;
            };
            lines.say("  " + terminal.paint(colour, result.sentence()));
        }
    }

    @Override
    public void happened(Event event) {
        if (lines == null) {
            return;
        }
        switch (event.kind()) {
            case ACTION_STARTED -> lines.say("  " + numbered(event.text()));
            case NODE_FINISHED, NODE_FAILED, ATTEMPT_FAILED, OUTCOME_LOOKED_UP, NOTE ->
                lines.say("    " + event.text());
            case STATUS_CHANGED, ACTION_FINISHED -> draw();
        }
    }

    private String numbered(String text) {
        Progress progress = board.snapshot();
        return "[" + (progress.actionIndex() + 1) + "/" + progress.actionCount() + "] " + text;
    }

    private synchronized void draw() {
        Progress progress = board.snapshot();
        List<LiveLines.Line> block = new ArrayList<>();
        if (terminal.interactive() && !progress.action().isEmpty()) {
            block.add(new LiveLines.Line("run", "", head(progress)));
        }
        for (NodeProgress node : progress.nodes()) {
            if (terminal.interactive() || lasts(node)) {
                String state = progress.action() + node.state();
                block.add(new LiveLines.Line(node.node().id(), state, "    " + painted(node)));
            }
        }
        lines.show(block);
    }

    /** In a pipe, what is over at once is told by its event alone. */
    private static boolean lasts(NodeProgress node) {
        return node.state() == NodeProgress.State.RUNNING && node.elapsed().compareTo(WORTH_A_LINE) > 0;
    }

    private String head(Progress progress) {
        return terminal.paint(Colour.ACTIVE, "%3d %%".formatted(progress.percent())) + "  "
                + "%s: %s (%d of %d), %s"
                        .formatted(
                                progress.status(),
                                progress.action(),
                                progress.actionIndex() + 1,
                                progress.actionCount(),
                                Numbers.duration(progress.elapsed()));
    }

    private String painted(NodeProgress node) {
        String line = NodeLine.of(node);
        return switch (node.state()) {
            case QUEUED -> terminal.paint(Colour.QUIET, line);
            case WAITING -> terminal.paint(Colour.ATTENTION, line);
            case RUNNING -> line;
            case DONE -> terminal.paint(Colour.GOOD, line);
            case FAILED -> terminal.paint(Colour.BAD, line);
        };
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "amig-screen");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (lines != null) {
            lines.close();
        }
    }
}
