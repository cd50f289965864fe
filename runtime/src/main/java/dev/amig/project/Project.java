package dev.amig.project;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with migrations, and what {@code amig.yaml} says about them.
 *
 * @param folder        absolute
 * @param file          absent: nothing is configured, everything is as usual
 * @param configuration of the file
 */
public record Project(Path folder, Optional<Path> file, Configuration configuration) {
    public static final String FILE_NAME = "amig.yaml";

    /**
     * Finds the project that a file or folder belongs to: the nearest folder upwards that holds {@code amig.yaml}; else the
     * nearest that holds {@code migrations.d}; else the folder itself.
     *
     * @throws ConfigurationException {@code amig.yaml} cannot be used
     */
    public static Project load(Path start) {
        return load(start, System.getenv());
    }

    /** The same with an environment of the caller's choice. */
    public static Project load(Path start, Map<String, String> environment) {
        Path absolute = start.toAbsolutePath().normalize();
        Path here = Files.isRegularFile(absolute) ? absolute.getParent() : absolute;
        Optional<Path> file = upwards(here, FILE_NAME);
        if (file.isPresent()) {
            return read(file.get(), environment);
        }
        Path folder =
                upwards(here, Folders.DEFAULT.migrations()).map(Path::getParent).orElse(here);
        return new Project(folder, Optional.empty(), Configuration.DEFAULT);
    }

    /** Reads a file of any name. */
    public static Project read(Path file, Map<String, String> environment) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return new Project(
                folder, Optional.of(absolute), ConfigurationReader.read(source(absolute), folder, environment));
    }

    public Path migrations() {
        return folder.resolve(configuration.folders().migrations()).normalize();
    }

    public Path templates() {
        return folder.resolve(configuration.folders().templates()).normalize();
    }

    private static Optional<Path> upwards(Path start, String name) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(name))) {
                return Optional.of(folder.resolve(name));
            }
        }
        return Optional.empty();
    }

    private static Source source(Path file) {
        try {
            return Source.decode(shown(file), Files.readAllBytes(file));
        } catch (IOException e) {
            Location begin = new Location(shown(file), 1, 1);
            String message = "the file cannot be read: " + e.getMessage();
            throw new ConfigurationException(List.of(new Problem(begin, message, Optional.empty(), List.of())));
        } catch (LanguageException e) {
            throw new ConfigurationException(e.problems());
        }
    }

    /** As somebody in the current folder would write it. */
    private static String shown(Path file) {
        Path current = Path.of("").toAbsolutePath();
        return (file.startsWith(current) ? current.relativize(file) : file).toString();
    }
}
