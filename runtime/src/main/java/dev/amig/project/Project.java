package dev.amig.project;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.text.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /**
     * The cluster a command means.
     *
     * @param named by the user or the migration; absent: the default one, or the only one
     * @return a name of {@link Configuration#clusters()}, or that of the embedded cluster
     * @throws ClusterNotFoundException there is no such cluster, or nothing says which
     */
    public String clusterName(Optional<String> named) {
        List<String> known = new ArrayList<>(configuration.clusters().keySet());
        Optional<String> only = known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
        String name = named.or(configuration::defaultCluster)
                .or(() -> only)
                .orElseThrow(() -> new ClusterNotFoundException(
                        known.isEmpty()
                                ? "no cluster is configured; write clusters: in amig.yaml, or try it with --embedded"
                                : "which cluster? Write --cluster with one of %s, or default_cluster: in amig.yaml"
                                        .formatted(String.join(", ", known))));
        known.add(configuration.embedded().name());
        if (!known.contains(name)) {
            throw new ClusterNotFoundException("there is no cluster '%s' in amig.yaml; %s"
                    .formatted(name, Spelling.didYouMean(name, known).orElse("there is " + String.join(", ", known))));
        }
        return name;
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
        String shown = ShownPath.of(file).toString();
        try {
            return Source.decode(shown, Files.readAllBytes(file));
        } catch (IOException e) {
            Location begin = new Location(shown, 1, 1);
            String message = "the file cannot be read: " + e.getMessage();
            throw new ConfigurationException(List.of(new Problem(begin, message, Optional.empty(), List.of())));
        } catch (LanguageException e) {
            throw new ConfigurationException(e.problems());
        }
    }
}
