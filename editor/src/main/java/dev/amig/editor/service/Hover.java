package dev.amig.editor.service;

/** @param markdown what is known about the word at {@code span} */
public record Hover(Span span, String markdown) {}
