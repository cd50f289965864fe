package dev.amig.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file of cases, for people to read: a name, a text, and behind {@code ---} the whole message it gives. {@code ␉ ␍ ␀}
 * stand for a tab, a carriage return and a zero byte, {@code ⍰} at the start for a byte order mark, {@code ⏹} at the end for
 * a text without a line feed.
 *
 * <p>{@code mvn test -Damig.test.write} writes the messages anew; read the difference before committing it.
 */
public final class ErrorTable {
    private static final Path FOLDER = Path.of("src", "test", "resources", "errors");

    private ErrorTable() {}

    public record Case(String name, String text, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** @param messageOf only used when the file is to be written anew */
    public static List<Case> read(String file, UnaryOperator<String> messageOf) {
        try {
            var cases = parse(Files.readString(FOLDER.resolve(file)));
            if (isWriting()) {
                cases = cases.stream()
                        .map(it -> new Case(it.name, it.text, messageOf.apply(text(it.text))))
                        .toList();
                Files.writeString(FOLDER.resolve(file), print(cases));
            }
            return cases.stream()
                    .map(it -> new Case(it.name, text(it.text), it.message))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Golden files are to be written anew, not compared. */
    public static boolean isWriting() {
        return System.getProperty("amig.test.write") != null;
    }

    private static List<Case> parse(String file) {
        var cases = new ArrayList<Case>();
        for (String section : file.split("(?m)^=== ")) {
            if (!section.isBlank()) {
                int name = section.indexOf('\n');
                int message = section.indexOf("\n---\n", name - 1);
                String text = message < name ? "" : section.substring(name + 1, message + 1);
                cases.add(new Case(
                        section.substring(0, name),
                        text,
                        section.substring(message + 5).stripTrailing()));
            }
        }
        return cases;
    }

    private static String print(List<Case> cases) {
        var file = new StringBuilder();
        cases.forEach(it -> file.append("=== %s\n%s---\n%s\n\n".formatted(it.name, it.text, it.message)));
        return file.toString();
    }

    private static String text(String written) {
        String text =
                written.replace('␉', '\t').replace("␍", "\r").replace('␀', '\0').replace('⍰', '\uFEFF');
        return text.endsWith("⏹\n") ? text.substring(0, text.length() - 2) : text;
    }
}
