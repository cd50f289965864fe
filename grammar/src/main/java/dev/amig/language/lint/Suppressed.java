package dev.amig.language.lint;

/**
 * A finding that its author has answered.
 *
 * @param reason as it stands behind {@code amig:ignore}
 */
public record Suppressed(Finding finding, String reason) {}
