package dev.amig.cli.output;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** For pipes and files: one line after the other, and not too many of them. */
final class PlainLines extends LiveLines {
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SOMETIMES = Duration.ofSeconds(5);
    private static final Duration RARELY = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(2);
    /** With more lines than these, each is printed less often, so that a thousand nodes do not fill the disk. */
    private static final int FEW = 10;

    private final PrintWriter out;
    private final LongSupplier nanos;
    private final long begin;
    private final Map<String, Printed> printed = new HashMap<>();
    private List<Line> latest = List.of();

    PlainLines(PrintWriter out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    @Override
    public synchronized void show(List<Line> lines) {
        latest = List.copyOf(lines);
        long now = nanos.getAsLong();
        long pause = pause(now - begin).toNanos() * Math.max(1, lines.size() / FEW);
        for (Line line : lines) {
            Printed last = printed.get(line.key());
            if (last == null || !last.line.state().equals(line.state()) || now - last.at >= pause) {
                print(line, now);
            }
        }
        out.flush();
    }

    @Override
    public synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void close() {
        latest.forEach(line -> print(line, nanos.getAsLong()));
        out.flush();
    }

    private void print(Line line, long now) {
        Printed last = printed.get(line.key());
        if (last == null || !last.line.text().equals(line.text())) {
            out.println(line.text());
            printed.put(line.key(), new Printed(line, now));
        }
    }

    private static Duration pause(long age) {
        if (age < SHORT.toNanos()) {
            return OFTEN;
        }
        return age < LONG.toNanos() ? SOMETIMES : RARELY;
    }

    private record Printed(Line line, long at) {}
}
