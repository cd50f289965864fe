package dev.amig.cli.output;

import dev.amig.cli.signal.Signals;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks {@code stty}, which every system with a terminal has, and again after the window was resized. */
final class SizeOfTerminal implements Supplier<TerminalSize> {
    private volatile TerminalSize known;

    @Override
    public TerminalSize get() {
        TerminalSize size = known;
        if (size == null) {
            Signals.handle("WINCH", () -> known = null);
            size = ask();
            known = size;
        }
        return size;
    }

    private static TerminalSize ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 ? parse(answer) : TerminalSize.USUAL;
        } catch (IOException e) {
            return TerminalSize.USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TerminalSize.USUAL;
        }
    }

    /** @param answer {@code 24 80}; a terminal that does not know answers {@code 0 0} */
    static TerminalSize parse(String answer) {
        String[] numbers = answer.strip().split(" ");
        if (numbers.length != 2) {
            return TerminalSize.USUAL;
        }
        int rows = Integer.parseInt(numbers[0]);
        int columns = Integer.parseInt(numbers[1]);
        return rows > 0 && columns > 0 ? new TerminalSize(columns, rows) : TerminalSize.USUAL;
    }
}
