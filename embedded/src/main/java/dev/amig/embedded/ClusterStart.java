package dev.amig.embedded;

import java.nio.file.Path;

/** Brings up a cluster, or leaves nothing behind. */
final class ClusterStart {
    /** A port can be lost between the look and the use; several times in a row means something else. */
    private static final int TRIES = 5;

    /** The nodes of a parent that was killed end within two seconds by themselves. */
    private static final int ORPHAN_SECONDS = 3;

    private final ClusterOptions options;

    ClusterStart(ClusterOptions options) {
        this.options = options;
    }

    EmbeddedCluster start() {
        Path library = options.library().orElseGet(() -> EngineLibrary.locate(options.progress()));
        DataFolder data = options.data().map(DataFolder::at).orElseGet(DataFolder::temporary);
        try {
            settleFormerCluster(data.path());
            return start(library, data);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** Under the folder's lock: whoever started those nodes is gone. */
    private static void settleFormerCluster(Path data) {
        ClusterState.read(data).ifPresent(state -> {
            if (ClusterState.isDetached(data) && !state.living().isEmpty()) {
                throw new EmbeddedException("the cluster " + state.cluster() + " is already running in " + data
                        + "; amig cluster status shows it, amig cluster down ends it");
            }
            state.living()
                    .forEach(node -> node.process().ifPresent(process -> {
                        if (!Processes.awaitEnd(process, ORPHAN_SECONDS)) {
                            Processes.end(process, 0);
                        }
                    }));
        });
        ClusterState.remove(data);
    }

    private EmbeddedCluster start(Path library, DataFolder data) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(library, data);
            } catch (NodeProcess.PortTakenException e) {
                if (options.portBase().isPresent() || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private EmbeddedCluster attempt(Path library, DataFolder data) {
        Ports ports = new Ports();
        try {
            Layout layout = Layout.of(options.name(), options.shards(), options.replicas(), options.portBase(), ports);
            EmbeddedCluster cluster = new EmbeddedCluster(data, ports, layout, library, options);
            try {
                cluster.startNodes();
                return cluster;
            } catch (RuntimeException e) {
                cluster.killNodes();
                throw e;
            }
        } catch (RuntimeException e) {
            ports.close();
            ClusterState.remove(data.path());
            throw e;
        }
    }
}
