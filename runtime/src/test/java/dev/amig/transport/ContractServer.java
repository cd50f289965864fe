package dev.amig.transport;

/** A ClickHouse of its own for the contract, which may hurt it. User {@code migrator}, password {@code s3cret}. */
interface ContractServer extends AutoCloseable {
    String host();

    int port(TransportKind kind);

    /** Of ClickHouse's native protocol, which no transport speaks. */
    int nativePort();

    /** As {@code kill -9}. */
    void kill();

    /** After {@link #kill()}: on the same ports. */
    void restart();

    /** It holds its connections and answers nothing. */
    void freeze();

    void thaw();

    @Override
    void close();
}
