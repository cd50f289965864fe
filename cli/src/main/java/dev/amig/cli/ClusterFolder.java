package dev.amig.cli;

import dev.amig.embedded.UserFolders;
import dev.amig.project.Project;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which cluster of this machine is meant: they are told apart by their data folders. */
final class ClusterFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Its data folder, kept when it ends. Default: a folder of the user's, named after the cluster.")
    private Path data;

    /** Where the cluster keeps its data. */
    Path path(Project project) {
        return data == null ? standard(project.configuration().embedded().name()) : data;
    }

    /** What must be written after a command so that it means the same cluster. */
    String asArgument() {
        return data == null ? "" : " --data " + data;
    }

    /** Of a cluster that was started without {@code --data}. */
    static Path standard(String cluster) {
        return UserFolders.data().resolve("clusters").resolve(cluster);
    }
}
