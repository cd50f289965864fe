package dev.amig.transport;

/** How a node is spoken to. */
public enum TransportKind {
    GRPC,
    HTTP
}
