package dev.amig.language.tree;

/** {@code REQUIRES clickhouse '>=21.6.0'}. */
public record ServiceRequirement(Name service, Text versionRange) {}
