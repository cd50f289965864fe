package dev.amig.journal;

import dev.amig.progress.Progress;
import java.time.Instant;

/**
 * What a runner saw of its run.
 *
 * @param fence of the lease it drives under
 * @param at    when
 */
public record Activity(long fence, Instant at, Progress progress) {}
