package dev.amig.language.template;

import dev.amig.language.source.Source;
import dev.amig.language.source.SourceMap;

/**
 * Where a template was written.
 *
 * @param places from the template's offsets to those of the source
 */
record Origin(Source source, SourceMap places) {
    static Origin whole(Source source) {
        return new Origin(source, SourceMap.copiedFrom(0));
    }

    int offset(int inTemplate) {
        return places.origin(inTemplate);
    }

    Given given(Instrumented instrumented) {
        return new Given(instrumented.text(), source, instrumented.places().then(places));
    }
}
