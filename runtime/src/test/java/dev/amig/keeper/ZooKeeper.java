package dev.amig.keeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A ZooKeeper in this process, which can be away for a while. */
public final class ZooKeeper implements AutoCloseable {
    private static final int TICK_MILLIS = 500;
    private static final int MOST_CONNECTIONS = 1_000;

    static {
        // It need not survive this machine.
        System.setProperty("zookeeper.forceSync", "no");
    }

    private final Path folder;
    private final int port;
    private ServerCnxnFactory connections;

    private ZooKeeper(Path folder) {
        this.folder = folder;
        this.connections = listen(0);
        this.port = connections.getLocalPort();
    }

    /** @param folder made where it is not there */
    public static ZooKeeper start(Path folder) {
        return new ZooKeeper(folder);
    }

    private ServerCnxnFactory listen(int onPort) {
        try {
            Files.createDirectories(folder);
            ServerCnxnFactory factory = ServerCnxnFactory.createFactory(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), MOST_CONNECTIONS);
            factory.startup(new ZooKeeperServer(folder.toFile(), folder.toFile(), TICK_MILLIS));
            return factory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Whoever is connected loses the connection; what it holds is kept. */
    public void goAway() {
        connections.shutdown();
    }

    public void comeBack() {
        connections = listen(port);
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
