package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.LiveLines;
import dev.amig.cli.output.Terminal;
import dev.amig.journal.Event;
import dev.amig.journal.Run;
import dev.amig.progress.Progress;
import dev.amig.run.RunObserver;
import dev.amig.run.RunResult;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A run as it goes: a line for the migration and one for each node, and events that stay. */
final class RunScreen implements RunObserver, AutoCloseable {
    private static final long INTERVAL_MILLIS = 100;
    private static final int CROWD = 16;

    private final Terminal terminal;
    private final Supplier<Progress> progress;
    private final ProgressView view;
    private final LiveLines lines;
    private final ScheduledExecutorService timer;

    private RunScreen(Terminal terminal, Supplier<Progress> progress, LiveLines lines) {
        this.terminal = terminal;
        this.progress = progress;
        this.view = new ProgressView(terminal);
        this.lines = lines;
        this.timer = Executors.newSingleThreadScheduledExecutor(RunScreen::thread);
    }

    /**
     * @param progress asked ten times a second
     * @param silent   shows nothing
     */
    static RunScreen open(Terminal terminal, Supplier<Progress> progress, boolean silent) {
        RunScreen screen = new RunScreen(terminal, progress, silent ? null : LiveLines.on(terminal));
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
        end(
                switch (result.ending()) {
                    case COMPLETED, COMPLETED_BEFORE, NOT_REQUIRED -> Colour.GOOD;
                    case WAITING_FOR_CONFIRMATION, PART_COMPLETED -> Colour.ATTENTION;
                    case REFUSED, ROLLED_BACK, NOT_ROLLED_BACK -> Colour.BAD;
                },
                result.sentence());
    }

    void end(Run run, String sentence) {
        end(
                switch (run.status()) {
                    case COMPLETED, NOT_REQUIRED -> Colour.GOOD;
                    case WAITING_FOR_CONFIRMATION, PAUSED -> Colour.ATTENTION;
                    default -> Colour.BAD;
                },
                sentence);
    }

    private void end(Colour colour, String sentence) {
        if (lines != null) {
            draw();
            lines.show(List.of());
            lines.say("  " + terminal.paint(colour, sentence));
        }
    }

    @Override
    public void happened(Event event) {
        if (lines == null) {
            return;
        }
        switch (event.kind()) {
            case ACTION_STARTED -> lines.say("  " + numbered(event));
            case NODE_FAILED, ATTEMPT_FAILED, OUTCOME_LOOKED_UP, NOTE -> lines.say("    " + event.text());
            case NODE_FINISHED -> sayIf(!isCrowded(), event);
            case ACTION_FINISHED -> sayIf(isCrowded(), event);
            case STATUS_CHANGED -> draw();
        }
    }

    private void sayIf(boolean worthIt, Event event) {
        if (worthIt) {
            lines.say("    " + event.text());
        } else {
            draw();
        }
    }

    /** A line for each of a thousand nodes would drive away what has failed. */
    private boolean isCrowded() {
        return terminal.interactive() && progress.get().nodes().size() > CROWD;
    }

    /** A watcher may hear of an action before it sees it. */
    private String numbered(Event event) {
        Progress now = progress.get();
        boolean seen = event.action().filter(now.action()::equals).isPresent();
        return (seen ? "[" + (now.actionIndex() + 1) + "/" + now.actionCount() + "] " : "") + event.text();
    }

    private synchronized void draw() {
        lines.show(view.lines(progress.get()));
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
