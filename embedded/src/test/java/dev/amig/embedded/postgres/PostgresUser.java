package dev.amig.embedded.postgres;

import java.nio.file.Path;

/** A program that opens the server of a folder, prints its URL, and waits to be told to close it, or to be killed. */
final class PostgresUser {
    private PostgresUser() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.open(Path.of(args[0]), EmbeddedPostgres.Durability.DURABLE, line -> {})) {
            System.out.println(postgres.jdbcUrl());
            while (System.in.read() >= 0) {
                // Until the pipe ends.
            }
        }
    }
}
