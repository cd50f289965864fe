package dev.amig.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The SQL of {@code src/test/resources/statements}; its README tells the format. */
public final class Statements {
    private static final Pattern HEADING = Pattern.compile("(?m)^---- ");

    /** Where FreeMarker sees more than text: such SQL needs {@code RAW}. */
    private static final Pattern TEMPLATE = Pattern.compile("\\$\\{|</?#[a-zA-Z_]|<#--|</?@");

    private Statements() {}

    /** @param title file and heading */
    public record Statement(String title, String sql) {
        /** Only {@code RAW} islands can hold it. */
        public boolean isRaw() {
            return TEMPLATE.matcher(sql).find();
        }

        /** Nothing may follow it in its island. */
        public boolean takesTheRest() {
            return title.startsWith("inline_data.sql") || title.contains("in inline data");
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** @param module the folder of the module {@code grammar}, as seen from the module under test */
    public static List<Statement> read(Path module) {
        try (var files = Files.list(module.resolve("src/test/resources/statements"))) {
            return files.filter(it -> it.toString().endsWith(".sql"))
                    .sorted()
                    .flatMap(it -> read(it.getFileName().toString(), text(it)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Statement> read(String file, String text) {
        return Arrays.stream(HEADING.split(text))
                .skip(1)
                .map(it -> it.split("\n", 2))
                .map(it -> new Statement(file + ": " + it[0], it[1].strip()))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
