package dev.amig.insight;

import java.util.List;

/** A run and each of its nodes, explained. */
public record Explanation(Reason run, List<Reason> nodes) {}
