package dev.amig.language.template;

import dev.amig.language.source.Location;
import java.util.List;
import java.util.Map;

/** An island or a text, read once and rendered for each node. Safe for use by several threads. */
public sealed interface CompiledTemplate permits PlainTemplate, FreeMarkerTemplate {
    /** A key of the model: the name of the {@code Dialect} in which functions write names and values; absent: ClickHouse's. */
    String DIALECT = Functions.DIALECT;

    /**
     * The text for one model.
     *
     * @param model maps, lists, strings, numbers and booleans
     * @throws TemplateException an undefined name, a value of a kind that does not fit, an error that a template raised
     *     itself; the place is in the {@code .amig} file, or in the {@code .ftl} file together with the place that called it
     */
    Rendered render(Map<String, Object> model);

    /** The same for every model. */
    boolean isPlain();

    /** The names it reads and does not define, as far as they can be seen without rendering. */
    List<Reference> references();

    /** Where in the source a reference stands. */
    Location location(Reference reference);
}
