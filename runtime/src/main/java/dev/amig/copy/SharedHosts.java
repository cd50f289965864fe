package dev.amig.copy;

import dev.amig.cluster.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Nodes that are asked at the same time and run on the same host: each takes its part of the cores. If each took all of them, more
 * threads than cores would take turns, and the same rows would take a tenth longer to be summed up (two nodes on two cores, 26.7).
 *
 * <p>The same host is one of the same name that is reached at the same address. Neither is enough: machines made of one image may share
 * their name, and tunnels to several machines begin at one address.
 */
public final class SharedHosts {
    private final Map<String, Integer> asked = new HashMap<>();

    /**
     * From now on the node is asked, until what this gives is closed.
     *
     * @throws CopyException it does not answer
     */
    public Guest guest(CopyReader server) throws CopyException, InterruptedException {
        List<Object> row = server.ask("SELECT hostName(), toInt64(getSetting('max_threads'))")
                .get(0);
        String host = TableShapes.text(row, 0) + " at " + server.node().host();
        Guest guest = new Guest(server, host, TableShapes.number(row, 1));
        count(guest.host, 1);
        return guest;
    }

    private synchronized int count(String host, int more) {
        return asked.merge(host, more, Integer::sum);
    }

    /** A node as one of those that its host has at this moment. */
    public final class Guest implements CopyReader, AutoCloseable {
        private final CopyReader server;
        private final String host;
        private final long threads;

        private Guest(CopyReader server, String host, long threads) {
            this.server = server;
            this.host = host;
            this.threads = threads;
        }

        @Override
        public Node node() {
            return server.node();
        }

        @Override
        public List<List<Object>> ask(String sql) throws CopyException, InterruptedException {
            return server.ask(sql);
        }

        @Override
        public void phrase(String phrase) {
            server.phrase(phrase);
        }

        @Override
        public OptionalInt threads() {
            int guests = count(host, 0);
            return guests == 1 ? OptionalInt.empty() : OptionalInt.of((int) Math.max(1, threads / guests));
        }

        @Override
        public void close() {
            count(host, -1);
        }
    }
}
