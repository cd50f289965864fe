/**
 * One statement to one node, and what became of it. {@link dev.amig.transport.Transport} is the port; {@code grpc} and {@code http} are its
 * two implementations, which pass the same {@code TransportContract}. What both must do alike is done here, once: rows
 * ({@link dev.amig.transport.RowDecoder}), the server's errors ({@link dev.amig.transport.ServerErrors}), everything that can be wrong on the way
 * ({@link dev.amig.transport.ConnectionErrors}), progress and kills.
 */
package dev.amig.transport;
