package dev.amig.project;

import java.nio.file.Path;
import java.util.Optional;

/** Encrypted connections; {@code ca} is a PEM file, absent: the authorities that Java trusts. */
public record Tls(Optional<Path> ca) {}
