package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;

/** The four calls of ClickHouse's protocol. */
final class ClickHouseService extends ClickHouseGrpc.ClickHouseImplBase {}
