package dev.amig.insight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why something is as it is: one sentence, and what may be typed next.
 *
 * @param subject  {@code run 41}, or a node: {@code s2r1}
 * @param sentence what it does or waits for, with numbers
 * @param since    when that began
 * @param next     commands
 */
public record Reason(String subject, String sentence, Optional<Instant> since, List<String> next) {}
