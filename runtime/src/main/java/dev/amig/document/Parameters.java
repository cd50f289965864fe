package dev.amig.document;

import dev.amig.language.tree.Param;
import dev.amig.language.tree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What may differ between clusters, and what it is here. */
final class Parameters {
    private final Context context;
    private final Page page;

    Parameters(Context context, Page page) {
        this.context = context;
        this.page = page;
    }

    void write() {
        List<Param> params = context.migration().migration().params();
        if (params.isEmpty()) {
            return;
        }
        page.heading(2, "Parameters");
        page.table(
                List.of("name", "type", "default", "here", "what it is"),
                params.stream().map(this::row).toList());
    }

    private List<String> row(Param param) {
        String name = param.name().value();
        String value = String.valueOf(context.plan().parameters().get(name));
        List<String> what = new ArrayList<>(param.description().map(Text::value).map(Markdown::text).stream()
                .toList());
        if (context.reasons().has(param.location())) {
            what.add(String.join(" ", context.reasons().before(param.location())));
        }
        return List.of(
                Markdown.code(name),
                param.type().name().toLowerCase(Locale.ROOT),
                param.defaultValue().map(Text::value).map(Markdown::code).orElse("none: **must be given**"),
                Markdown.code(value),
                String.join("; ", what));
    }
}
