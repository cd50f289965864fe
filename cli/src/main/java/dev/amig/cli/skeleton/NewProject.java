package dev.amig.cli.skeleton;

import dev.amig.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A project that has not been written yet. What is there already stays as it is. */
public final class NewProject {
    /** Of the folder {@code templates/} of amig's sources, which the build puts beside this class. */
    static final List<String> TEMPLATES = List.of("distributed.ftl", "engine.ftl", "zookeeper.ftl");

    static final String FIRST_MIGRATION = "0001_create_visits.amig";

    private final Path folder;

    public NewProject(Path folder) {
        this.folder = folder;
    }

    /**
     * What {@link #write()} did.
     *
     * @param written in their order
     * @param kept    were there before
     */
    public record Outcome(List<Path> written, List<Path> kept) {}

    public boolean isThere() {
        return Files.exists(folder.resolve(Project.FILE_NAME));
    }

    /** @throws IOException a file cannot be written; those before it are */
    public Outcome write() throws IOException {
        List<Path> written = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        for (Map.Entry<String, String> file : contents().entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (Files.exists(path)) {
                kept.add(path);
            } else {
                Files.createDirectories(path.getParent());
                Files.write(path, Skeletons.bytes(file.getValue()), StandardOpenOption.CREATE_NEW);
                written.add(path);
            }
        }
        return new Outcome(written, kept);
    }

    /** File → resource. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put(Project.FILE_NAME, "amig.yaml");
        contents.put(".gitignore", "gitignore");
        TEMPLATES.forEach(name -> contents.put("templates/" + name, "templates/" + name));
        // An example among migrations that somebody has written already would only be in their way.
        if (new MigrationFolder(folder.resolve("migrations.d")).migrations().isEmpty()) {
            contents.put("migrations.d/" + FIRST_MIGRATION, FIRST_MIGRATION);
        }
        return contents;
    }
}
