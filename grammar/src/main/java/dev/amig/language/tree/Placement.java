package dev.amig.language.tree;

import java.util.OptionalInt;

/** A target and how many of its nodes run at the same time ({@code AT ONCE n}; absent: all). */
public record Placement(Target target, OptionalInt atOnce) {}
