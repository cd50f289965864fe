package dev.amig.cli.skeleton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** A migration that has not been written yet: its place behind all others, and a text to begin with. */
public final class NewMigration {
    private final MigrationFolder folder;
    private final Kind kind;

    /** What it begins with; in lower case, because completion offers them as they are. */
    public enum Kind {
        step,
        copy;

        String resource() {
            return name() + ".amig";
        }
    }

    public NewMigration(Path folder, Kind kind) {
        this.folder = new MigrationFolder(folder);
        this.kind = kind;
    }

    /**
     * Writes it, behind the last one.
     *
     * @param name without a number
     * @return its file
     * @throws BadNameException the name cannot be one, or is taken
     * @throws IOException the folder cannot be read or written
     */
    public Path write(String name) throws IOException {
        List<String> taken = folder.migrations();
        MigrationName.check(name, taken);
        int number = MigrationFolder.lastNumber(taken) + 1;
        String whole = "%04d_%s".formatted(number, name);
        Files.createDirectories(folder.path());
        return Files.writeString(
                folder.path().resolve(whole + MigrationFolder.SUFFIX),
                text(whole, name, taken),
                StandardOpenOption.CREATE_NEW);
    }

    private String text(String whole, String name, List<String> others) {
        String after =
                MigrationFolder.last(others).map(it -> "\n  DEPENDS ON " + it).orElse("");
        String words = name.replace('_', ' ').strip();
        String description =
                words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return Skeletons.text(kind.resource())
                .replace("@NAME@", whole)
                .replace("@DESCRIPTION@", description)
                .replace("@DEPENDS_ON@", after);
    }
}
