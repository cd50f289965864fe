package dev.amig.cli.output;

/** Widths of texts that may hold colours. */
final class Ansi {
    static final String ESCAPE = "\u001B";
    static final String RESET = ESCAPE + "[0m";
    private static final String ELLIPSIS = "…";

    private Ansi() {}

    /** How many cells of a terminal a text takes. */
    static int width(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); at = next(text, at)) {
            width += cells(text, at);
        }
        return width;
    }

    /** The text, or as much of its beginning as fits with {@code …} after it; colours are ended. */
    static String truncate(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int used = 0;
        int at = 0;
        while (at < text.length() && used + cells(text, at) <= width - 1) {
            used += cells(text, at);
            at = next(text, at);
        }
        String kept = text.substring(0, at) + ELLIPSIS;
        return kept.contains(ESCAPE) ? kept + RESET : kept;
    }

    private static int cells(String text, int at) {
        return isEscape(text, at) ? 0 : cells(text.codePointAt(at));
    }

    private static int next(String text, int at) {
        if (!isEscape(text, at)) {
            return at + Character.charCount(text.codePointAt(at));
        }
        int end = text.indexOf('m', at);
        return end < 0 ? text.length() : end + 1;
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == ESCAPE.charAt(0);
    }

    private static int cells(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return Character.isIdeographic(codePoint)
                || codePoint >= 0x1100 && codePoint <= 0x115F
                || codePoint >= 0x3040 && codePoint <= 0x30FF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3
                || codePoint >= 0xFF01 && codePoint <= 0xFF60
                || codePoint >= 0x1F300 && codePoint <= 0x1FAFF;
    }
}
