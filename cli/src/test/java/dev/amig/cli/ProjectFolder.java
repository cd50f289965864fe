package dev.amig.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project of a test's own. */
record ProjectFolder(Path path) {
    ProjectFolder with(String file, String text) throws IOException {
        Path written = path.resolve(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, text);
        return this;
    }

    ProjectFolder withMigration(String name, String clauses) throws IOException {
        return with("migrations.d/" + name + ".amig", "MIGRATION " + name + clauses + ";\n");
    }

    String migrations() {
        return path.resolve("migrations.d").toString();
    }

    String read(String file) throws IOException {
        return Files.readString(path.resolve(file));
    }

    /** All files, relative, in alphabetical order. */
    List<String> files() {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
