package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A text that a command prints, or writes where {@code --out} says. */
final class OutputFile {
    private OutputFile() {}

    /**
     * @param file absent: printed; otherwise its name is. Folders on the way to it are made
     * @throws CommandException the file cannot be written
     */
    static void write(Terminal terminal, Optional<Path> file, String text) {
        if (file.isEmpty()) {
            terminal.out().print(text);
            return;
        }
        Path path = file.get();
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, text);
            terminal.out().println(path);
        } catch (IOException e) {
            throw CommandException.usage("%s cannot be written: %s".formatted(path, IoReason.of(e)))
                    .withHint("name a file that can be written with --out");
        }
    }
}
