package dev.amig.language.template;

import dev.amig.language.source.SourceMap;
import dev.amig.language.template.Segment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A template with a mark before each stretch of text and each construct that writes: {@code <@amig__mark n=7/>}. FreeMarker
 * tells nobody which part of a template it is writing; the marks do, and write nothing themselves.
 *
 * @param text   what FreeMarker compiles
 * @param places from its offsets to those of the template as it was written
 * @param marks  by number
 * @param isPlain rendering would give the template itself
 */
record Instrumented(String text, SourceMap places, List<Mark> marks, boolean isPlain) {
    static final String DIRECTIVE = "amig__mark";

    /** What is written next stands in the template from {@code origin} on; {@code length} 0: something there made it. */
    record Mark(int origin, int length) {}

    static Instrumented of(String template) {
        var segments = Segments.of(template);
        var text = new StringBuilder(template.length() + segments.size() * 20);
        var places = SourceMap.builder(0);
        var marks = new ArrayList<Mark>();
        boolean inSwitch = false;
        for (var segment : segments) {
            inSwitch = isSwitch(template, segment) || inSwitch && segment.kind() != Kind.DIRECTIVE;
            Optional<Mark> mark = inSwitch ? Optional.empty() : mark(template, segment);
            mark.ifPresent(it -> {
                places.made(text.length(), segment.start());
                text.append("<@" + DIRECTIVE + " n=" + marks.size() + "/>");
                marks.add(it);
            });
            places.copied(text.length(), segment.start());
            text.append(template, segment.start(), segment.end());
        }
        boolean isPlain = segments.stream().allMatch(it -> it.kind() == Kind.TEXT);
        return new Instrumented(text.toString(), places.build(), marks, isPlain);
    }

    /** Between {@code <#switch>} and the first {@code <#case>} FreeMarker allows white space and comments only, and no mark. */
    private static boolean isSwitch(String template, Segment segment) {
        return segment.kind() == Kind.DIRECTIVE && template.startsWith("<#switch", segment.start());
    }

    private static Optional<Mark> mark(String template, Segment segment) {
        int start = segment.start();
        return switch (segment.kind()) {
            case TEXT -> Optional.of(new Mark(start, segment.end() - start));
            case INTERPOLATION -> Optional.of(new Mark(start, 0));
            case CALL -> template.charAt(start + 1) == '@' ? Optional.of(new Mark(start, 0)) : Optional.empty();
            case NOPARSE -> {
                int content = template.indexOf('>', start) + 1;
                yield Optional.of(new Mark(content, segment.end() - content));
            }
            case DIRECTIVE, COMMENT -> Optional.empty();
        };
    }
}
