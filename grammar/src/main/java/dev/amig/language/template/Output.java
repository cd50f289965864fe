package dev.amig.language.template;

import dev.amig.language.source.SourceMap;
import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Collects what a template writes, and notes at each mark where it came from. */
final class Output extends Writer {
    /** No statement is that large; a template that writes more runs in a circle. */
    static final int MOST_CHARACTERS = 64 << 20;

    private final List<Instrumented.Mark> marks;
    private final StringBuilder text = new StringBuilder();
    private final SourceMap.Builder places = SourceMap.builder(0);

    private int lastPlace;

    Output(List<Instrumented.Mark> marks) {
        this.marks = marks;
    }

    /**
     * The directive behind the marks. What a template writes into a variable ({@code <#assign x>…</#assign>}) goes to
     * another writer: its marks say nothing about this output and are passed over.
     */
    static TemplateDirectiveModel markDirective() {
        return new MarkDirective();
    }

    SourceMap places() {
        return places.build();
    }

    String text() {
        return text.toString();
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        if (text.length() + length > MOST_CHARACTERS) {
            throw new IOException("this template writes more than %d characters".formatted(MOST_CHARACTERS));
        }
        text.append(characters, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** The offset in the template of what was being written last. */
    int lastPlace() {
        return lastPlace;
    }

    /** A template that writes marks by itself gets wrong places at most. */
    private void reached(int number) {
        if (number < 0 || number >= marks.size()) {
            return;
        }
        Instrumented.Mark mark = marks.get(number);
        lastPlace = mark.origin();
        places.copied(text.length(), mark.origin(), mark.length());
    }

    private static final class MarkDirective implements TemplateDirectiveModel {
        @Override
        public void execute(
                Environment environment,
                @SuppressWarnings("rawtypes") Map parameters,
                TemplateModel[] loopVariables,
                TemplateDirectiveBody body)
                throws TemplateModelException {
            if (environment.getOut() instanceof Output output
                    && parameters.get("n") instanceof TemplateNumberModel number) {
                output.reached(number.getAsNumber().intValue());
            }
        }
    }
}
