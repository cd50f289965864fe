package dev.amig.language.format;

/**
 * White space of the author's.
 *
 * @param lines how many lines end in it; two or more leave a line blank
 */
record Gap(int lines) {
    static Gap of(String text, int start, int end) {
        return new Gap(
                (int) text.substring(start, end).chars().filter(c -> c == '\n').count());
    }

    boolean isOnOneLine() {
        return lines == 0;
    }

    boolean isBlank() {
        return lines > 1;
    }
}
