package dev.amig.editor.service;

/** @param text what comes in place of {@code replaced} */
public record TextEdit(Span replaced, String text) {
    /** The smallest one, so that an editor keeps cursor and folds where they are. */
    static TextEdit between(String before, String after) {
        int start = 0;
        int shorter = Math.min(before.length(), after.length());
        while (start < shorter && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        return new TextEdit(new Span(start, before.length() - end), after.substring(start, after.length() - end));
    }
}
