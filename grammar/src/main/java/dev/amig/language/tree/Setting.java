package dev.amig.language.tree;

/** A ClickHouse setting: {@code max_threads = 8}. The value is its text as the server takes it, without quotes. */
public record Setting(Name name, Text value) {}
