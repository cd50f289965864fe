package dev.amig.embedded;

import dev.amig.embedded.process.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a node's process reads at its start. */
final class NodeFiles {
    private final DataFolder data;
    private final Path library;
    private final Layout layout;
    private final ClusterOptions options;

    NodeFiles(DataFolder data, Path library, Layout layout, ClusterOptions options) {
        this.data = data;
        this.library = library;
        this.layout = layout;
        this.options = options;
    }

    /** @return the file with the settings */
    Path write(Layout.Place place) {
        Path folder = place.folder(data.path());
        EngineConfig config = new EngineConfig(layout, options.credentials(), options.guests(), options.zooKeeper());
        Path server = folder.resolve("engine.xml");
        Path users = folder.resolve("users.xml");
        Path settings = folder.resolve("node.properties");
        try {
            Files.createDirectories(folder);
            PrivateFile.write(server, config.server(place, folder.resolve("store"), users));
            PrivateFile.write(users, config.users());
            settings(place, folder, server).write(settings);
            return settings;
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the files of node " + place.id() + " cannot be written to " + folder + ": " + Failures.reason(e),
                    e);
        }
    }

    private NodeSettings settings(Layout.Place place, Path folder, Path server) {
        return new NodeSettings(
                folder,
                library,
                server,
                place.httpPort(),
                place.nativePort(),
                place.grpcPort(),
                options.tls().map(TlsFiles::certificate),
                options.tls().map(TlsFiles::privateKey),
                data.path().resolve(ClusterState.DETACHED_MARK),
                data.isTemporary());
    }
}
