package dev.amig.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.HttpWaitStrategy;
import org.testcontainers.images.builder.Transferable;

/** ClickHouse's own image with its own gRPC, on ports that stay the same when it starts again. */
public final class ContainerServer implements ContractServer {
    private static final String IMAGE = "clickhouse/clickhouse-server:26.7";
    private static final String GRPC =
            "<clickhouse><listen_host>0.0.0.0</listen_host><grpc_port>9100</grpc_port></clickhouse>";
    /** One replica, and a Keeper of its own in the same server. */
    private static final String KEEPER = """
            <clickhouse>
              <keeper_server>
                <tcp_port>9181</tcp_port>
                <server_id>1</server_id>
                <log_storage_path>/var/lib/clickhouse/coordination/log</log_storage_path>
                <snapshot_storage_path>/var/lib/clickhouse/coordination/snapshots</snapshot_storage_path>
                <raft_configuration>
                  <server><id>1</id><hostname>localhost</hostname><port>9234</port></server>
                </raft_configuration>
              </keeper_server>
              <zookeeper><node><host>localhost</host><port>9181</port></node></zookeeper>
              <macros><shard>1</shard><replica>1</replica></macros>
            </clickhouse>
            """;

    private static final HttpWaitStrategy READY =
            new HttpWaitStrategy().forPort(8123).forPath("/ping");

    private final List<Integer> ports = freePorts(3);
    private final Container container;

    private static final class Container extends GenericContainer<Container> {
        Container(List<Integer> ports, boolean withKeeper) {
            super(IMAGE);
            addFixedExposedPort(ports.get(0), 8123);
            addFixedExposedPort(ports.get(1), 9100);
            addFixedExposedPort(ports.get(2), 9000);
            withEnv("CLICKHOUSE_USER", "migrator");
            withEnv("CLICKHOUSE_PASSWORD", "s3cret");
            withCopyToContainer(Transferable.of(GRPC), "/etc/clickhouse-server/config.d/grpc.xml");
            if (withKeeper) {
                withCopyToContainer(Transferable.of(KEEPER), "/etc/clickhouse-server/config.d/keeper.xml");
            }
            waitingFor(READY.withStartupTimeout(Duration.ofMinutes(2)));
        }
    }

    ContainerServer() {
        this(false);
    }

    /** Whose {@code Replicated…} tables can be written to. */
    public static ContainerServer withKeeper() {
        return new ContainerServer(true);
    }

    private ContainerServer(boolean withKeeper) {
        container = new Container(ports, withKeeper);
        container.start();
    }

    private static List<Integer> freePorts(int number) {
        ServerSocket[] sockets = new ServerSocket[number];
        Integer[] free = new Integer[number];
        try {
            for (int i = 0; i < number; i++) {
                sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                free[i] = sockets[i].getLocalPort();
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return List.of(free);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port(TransportKind kind) {
        return ports.get(kind == TransportKind.HTTP ? 0 : 1);
    }

    @Override
    public int nativePort() {
        return ports.get(2);
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        READY.waitUntilReady(container);
    }

    @Override
    public void freeze() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void thaw() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
