package dev.amig.document;

import java.util.Locale;

/** Where links to a heading lead: GitHub makes the anchor from its text. */
final class Anchors {
    private Anchors() {}

    /** In lower case, without punctuation but {@code -} and {@code _}, a dash for each space. */
    static String of(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc}\\- ]", "")
                .replace(' ', '-');
    }
}
