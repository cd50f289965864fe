package dev.amig.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Shards, replicas and ports of a cluster that is about to start. */
record Layout(String clusterName, List<Place> places) {
    private static final int PORTS_PER_NODE = 3;

    /** One node's place. */
    record Place(int shard, int replica, int httpPort, int nativePort, int grpcPort) {
        String id() {
            return "s" + shard + "r" + replica;
        }

        Path folder(Path data) {
            return data.resolve(id());
        }
    }

    static Layout of(String clusterName, int shards, int replicas, OptionalInt portBase, Ports ports) {
        List<Place> places = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            for (int replica = 1; replica <= replicas; replica++) {
                Optional<Integer> first = portBase.isPresent()
                        ? Optional.of(portBase.getAsInt() + PORTS_PER_NODE * places.size())
                        : Optional.empty();
                places.add(
                        new Place(shard, replica, port(ports, first, 0), port(ports, first, 1), port(ports, first, 2)));
            }
        }
        return new Layout(clusterName, places);
    }

    private static int port(Ports ports, Optional<Integer> first, int offset) {
        return first.map(base -> ports.exactly(base + offset)).orElseGet(ports::any);
    }
}
