package dev.amig.language.format;

/** How many characters words take in one line. */
final class Widths {
    /** What cannot stand in one line. */
    private static final int ENDLESS = 1 << 20;

    private final Words words;

    Widths(Words words) {
        this.words = words;
    }

    /** @param to index behind the last word */
    int of(int from, int to) {
        int width = 0;
        for (int i = from; i < to && width < ENDLESS; i++) {
            width += (i > from ? before(i) : 0) + itself(words.get(i));
        }
        return width;
    }

    /** The same up to an island's opening brace. */
    int opening(int from, int island) {
        return of(from, island)
                + before(island)
                + IslandText.opening(words.get(island).text()).length();
    }

    private int before(int index) {
        Word word = words.get(index);
        int width = Printer.isParted(words.get(index - 1), word) ? 1 : 0;
        for (Remark remark : word.before()) {
            width += remark.fitsIntoALine() ? 1 + remark.text().length() : ENDLESS;
        }
        return width;
    }

    private static int itself(Word word) {
        if (word.hasSeveralLines()) {
            return ENDLESS;
        }
        return word.isIsland()
                ? IslandText.inLine(word.text()).length()
                : word.text().length();
    }
}
