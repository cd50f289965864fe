package dev.amig.progress;

import java.time.Duration;
import java.util.List;

/**
 * A run at one instant.
 *
 * @param action      the current action's name, empty before the first
 * @param actionIndex from 0
 * @param percent     0 to 100
 */
public record Progress(
        String migration,
        String status,
        String action,
        int actionIndex,
        int actionCount,
        int percent,
        Duration elapsed,
        List<NodeProgress> nodes) {}
