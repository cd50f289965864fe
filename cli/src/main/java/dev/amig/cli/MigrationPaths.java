package dev.amig.cli;

import dev.amig.project.MigrationFiles;
import dev.amig.project.MigrationSources;
import dev.amig.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which migrations a command is about, and by that the project. */
final class MigrationPaths {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR",
            description = "Migrations, by file or by name, or folders of them; without any, those of the project.")
    private List<Path> paths = List.of();

    boolean isEmpty() {
        return paths.isEmpty();
    }

    Project project() {
        paths = paths.stream().map(MigrationPaths::found).toList();
        return Project.load(paths.isEmpty() ? Path.of("") : paths.get(0));
    }

    /** The only one. */
    String name() {
        if (paths.size() != 1) {
            throw CommandException.usage("name one migration");
        }
        return paths.get(0).toString();
    }

    /** Right or wrong, for commands that say what is wrong with them. */
    MigrationSources sources(Project project) {
        prepare(project);
        return MigrationSources.read(project, paths);
    }

    /** For commands that care for each file alone. */
    List<Path> files(Project project) {
        prepare(project);
        return MigrationSources.files(project, paths);
    }

    MigrationFiles migrations(Project project) {
        prepare(project);
        return MigrationFiles.read(project, paths);
    }

    /** For commands that look at no other migration than these and what they depend on. */
    MigrationFiles neededMigrations(Project project) {
        prepare(project);
        return MigrationFiles.readNeeded(project, paths);
    }

    private void prepare(Project project) {
        HeadStart.await();
        if (paths.isEmpty() && !Files.isDirectory(project.migrations())) {
            throw CommandException.usage("there is no folder " + project.migrations())
                    .withHint("name the migrations, call amig inside a project, or make one with 'amig init'");
        }
    }

    /** A word that is no file may be the name of one of the project's migrations. */
    private static Path found(Path path) {
        if (Files.exists(path)) {
            return path;
        }
        if (path.getNameCount() == 1) {
            Path named = Project.load(Path.of("")).migrations().resolve(path + ".amig");
            if (Files.exists(named)) {
                return named;
            }
        }
        throw CommandException.usage("there is no file or folder " + path);
    }
}
