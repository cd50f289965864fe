package dev.amig.editor.service;

/**
 * Something that may be written at the cursor.
 *
 * @param label    what the list shows, and what is typed is compared with
 * @param detail   one line beside it; may be empty
 * @param insert   what is written; with placeholders such as {@code ${1:name}} if it is a snippet
 * @param replaced what has been typed of it so far
 */
public record Completion(Kind kind, String label, String detail, String insert, boolean snippet, Span replaced) {
    public enum Kind {
        KEYWORD,
        SNIPPET,
        PARAMETER,
        NAMESPACE,
        FUNCTION,
        VALUE,
        MIGRATION,
        ACTION,
        SETTING,
        TYPE
    }

    static Completion word(Kind kind, String label, String detail, Span replaced) {
        return new Completion(kind, label, detail, label, false, replaced);
    }

    static Completion snippet(Kind kind, String label, String detail, String insert, Span replaced) {
        return new Completion(kind, label, detail, insert, true, replaced);
    }
}
