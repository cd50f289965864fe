package dev.amig.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Shards, replicas and ports of a cluster. */
record Layout(String cluster, List<Place> places) {
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

    /** @param portBase HTTP, native and gRPC port of the first node, then those of the next; empty: any free ones */
    static Layout of(String cluster, int shards, int replicas, OptionalInt portBase, Ports ports) {
        List<Place> places = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            for (int replica = 1; replica <= replicas; replica++) {
                int[] port = new int[PORTS_PER_NODE];
                for (int i = 0; i < PORTS_PER_NODE; i++) {
                    int offset = PORTS_PER_NODE * places.size() + i;
                    port[i] = portBase.isPresent() ? ports.exactly(portBase.getAsInt() + offset) : ports.any();
                }
                places.add(new Place(shard, replica, port[0], port[1], port[2]));
            }
        }
        return new Layout(cluster, List.copyOf(places));
    }
}
