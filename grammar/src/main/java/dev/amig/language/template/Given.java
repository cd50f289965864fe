package dev.amig.language.template;

import dev.amig.language.source.Source;
import dev.amig.language.source.SourceMap;

/**
 * A text as FreeMarker was given it.
 *
 * @param places from its offsets to those of the source
 */
record Given(String text, Source source, SourceMap places) {
    static Given library(Source library) {
        return new Given(library.text(), library, SourceMap.copiedFrom(0));
    }

    int offset(int inText) {
        return places.origin(inText);
    }

    /** @param line from 1; FreeMarker also ends lines at a lone carriage return */
    int offset(int line, int column) {
        int start = 0;
        for (int at = 0, current = 1; at < text.length() && current < line; at++) {
            char c = text.charAt(at);
            boolean pair = c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
            if (c == '\n' || c == '\r' && !pair) {
                current++;
                start = at + 1;
            }
        }
        return places.origin(Math.min(start + column - 1, text.length()));
    }
}
