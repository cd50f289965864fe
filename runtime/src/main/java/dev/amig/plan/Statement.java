package dev.amig.plan;

import dev.amig.language.source.Location;

/**
 * One SQL text sent once.
 *
 * @param index    from 0, within its node's work in one direction
 * @param sql      what the server gets
 * @param location of its first character in the {@code .amig} file
 */
public record Statement(int index, String sql, Location location) {}
