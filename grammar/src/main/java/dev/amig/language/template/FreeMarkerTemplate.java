package dev.amig.language.template;

import dev.amig.language.source.Location;
import freemarker.template.Template;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A text that FreeMarker renders. */
final class FreeMarkerTemplate implements CompiledTemplate {
    private final Template template;
    private final Instrumented instrumented;
    private final Origin origin;
    private final Failures failures;
    private final List<Reference> references;

    FreeMarkerTemplate(
            Template template,
            Instrumented instrumented,
            Origin origin,
            Failures failures,
            List<Reference> references) {
        this.references = references;
        this.template = template;
        this.instrumented = instrumented;
        this.origin = origin;
        this.failures = failures;
    }

    @Override
    public Rendered render(Map<String, Object> model) {
        var output = new Output(instrumented.marks());
        try {
            template.process(model, output);
        } catch (freemarker.template.TemplateException e) {
            throw failures.rendering(e, origin.given(instrumented), model);
        } catch (IOException e) {
            throw failed(output, e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw failed(output, "a template calls itself without end", e);
        } catch (OutOfMemoryError e) {
            throw failed(output, "this template makes a text that is larger than memory", e);
        }
        return new Rendered(output.text(), output.places().then(origin.places()));
    }

    private TemplateException failed(Output output, String message, Throwable cause) {
        return failures.at(origin.offset(output.lastPlace()), origin.source(), message, cause);
    }

    @Override
    public boolean isPlain() {
        return false;
    }

    @Override
    public List<Reference> references() {
        return references;
    }

    @Override
    public Location location(Reference reference) {
        return origin.source().location(origin.offset(reference.offset()));
    }
}
