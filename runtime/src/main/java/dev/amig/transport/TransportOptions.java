package dev.amig.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a node and as whom.
 *
 * @param user           empty: the server's user {@code default}, without a password
 * @param tls            absent: plain text
 * @param connectTimeout until a connection stands
 */
public record TransportOptions(String user, Secret password, Optional<Tls> tls, Duration connectTimeout) {
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** User {@code default}, no password, plain text. */
    public static final TransportOptions PLAIN =
            new TransportOptions("", Secret.of(""), Optional.empty(), DEFAULT_CONNECT_TIMEOUT);

    /** @param authority PEM file of the certificate that signed the server's; absent: those of the JDK */
    public record Tls(Optional<Path> authority) {}

    public TransportOptions as(String newUser, Secret newPassword) {
        return new TransportOptions(newUser, newPassword, tls, connectTimeout);
    }

    public TransportOptions withTls(Tls newTls) {
        return new TransportOptions(user, password, Optional.of(newTls), connectTimeout);
    }
}
