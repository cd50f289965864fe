package dev.amig.editor.service;

/**
 * A piece of a text.
 *
 * @param start offset of its first {@code char}
 * @param end   offset behind its last one
 */
public record Span(int start, int end) {
    boolean touches(int offset) {
        return start <= offset && offset <= end;
    }

    boolean holds(int offset) {
        return start <= offset && offset < end;
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
