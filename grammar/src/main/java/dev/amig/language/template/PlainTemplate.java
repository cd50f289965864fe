package dev.amig.language.template;

import dev.amig.language.source.Location;
import java.util.List;
import java.util.Map;

/** A text that is the same for every model: {@code RAW}, or without a template in it. FreeMarker never sees it. */
record PlainTemplate(Rendered rendered) implements CompiledTemplate {
    @Override
    public Rendered render(Map<String, Object> model) {
        return rendered;
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public Location location(Reference reference) {
        throw new IllegalArgumentException("a plain text refers to nothing");
    }
}
