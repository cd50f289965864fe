package dev.amig.transport;

import org.testcontainers.junit.jupiter.Testcontainers;

/** The same on ClickHouse's own server; skipped, and told as skipped, where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class GrpcTransportContainerIT extends GrpcTransportIT {
    @Override
    ContractServer startServer() {
        return new ContainerServer();
    }
}
