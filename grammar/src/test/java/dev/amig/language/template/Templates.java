package dev.amig.language.template;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Island;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Templates for tests. */
final class Templates {
    private final List<Source> files = new ArrayList<>();
    private final Map<String, Object> model = new HashMap<>();

    static Templates with(String name, Object value) {
        return new Templates().and(name, value);
    }

    static Templates none() {
        return new Templates();
    }

    Templates and(String name, Object value) {
        model.put(name, value);
        return this;
    }

    Templates file(String name, String text) {
        files.add(new Source("templates/" + name, text));
        return this;
    }

    Rendered render(String template) {
        return compile(template).render(model);
    }

    String text(String template) {
        return render(template).text();
    }

    CompiledTemplate compile(String template) {
        var source = new Source("m.amig", template);
        var island = new Island(new Location("m.amig", 1, 1), template, false);
        return TemplateLibrary.of(files).compile(source, island);
    }
}
