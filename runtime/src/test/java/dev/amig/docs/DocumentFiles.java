package dev.amig.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pages of the manual: {@code README.md} and {@code docs/*.md}. */
public final class DocumentFiles {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private DocumentFiles() {}

    public static List<Path> all() {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String nameOf(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether what an example comes to is to be written into the pages, not compared: {@code -Damig.golden=write}. */
    public static boolean isWriting() {
        return "write".equals(System.getProperty("amig.golden"));
    }

    /** Puts new texts in place of blocks. */
    public static void rewrite(Path file, TreeMap<Block, String> texts) {
        List<String> lines = new ArrayList<>(lines(file));
        texts.descendingMap().forEach((block, text) -> {
            if (block.file().equals(file)) {
                List<String> old = lines.subList(
                        block.line() - 1,
                        block.line() - 1 + (int) block.text().lines().count());
                old.clear();
                lines.addAll(block.line() - 1, text.lines().toList());
            }
        });
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
