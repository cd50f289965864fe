package dev.amig.language.format;

/**
 * A line of an island.
 *
 * @param text       without its line feed
 * @param fixedStart it begins inside a literal
 * @param fixedEnd   so does the next one
 */
record IslandLine(String text, boolean fixedStart, boolean fixedEnd) {
    /** Its white space counts for that of the block. */
    boolean hasIndent() {
        return !fixedStart && !isBlank();
    }

    String indent() {
        int end = 0;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(0, end);
    }

    /** @param margin what is taken away: white space that every line has, or a part of it */
    String moved(String margin, int newIndent) {
        String line = fixedEnd ? text : withoutCarriageReturn();
        if (fixedStart) {
            return line;
        }
        if (isBlank()) {
            return "";
        }
        return " ".repeat(newIndent) + (line.startsWith(margin) ? line.substring(margin.length()) : line);
    }

    private boolean isBlank() {
        return withoutCarriageReturn().length() == indent().length();
    }

    private String withoutCarriageReturn() {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(0, end);
    }
}
