package dev.amig.project;

import java.util.Optional;

/** A PostgreSQL database; {@code url} begins with {@code jdbc:postgresql:} and holds no password. */
public record Database(String url, Optional<String> user, Optional<SecretSource> password) {}
