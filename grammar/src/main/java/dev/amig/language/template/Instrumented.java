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
        Segment before = null;
        for (var segment : segments) {
            mark(template, segment, before).ifPresent(mark -> {
                places.made(text.length(), segment.start());
                text.append("<@")
                        .append(DIRECTIVE)
                        .append(" n=")
                        .append(marks.size())
                        .append("/>");
                marks.add(mark);
            });
            places.copied(text.length(), segment.start());
            text.append(template, segment.start(), segment.end());
            before = segment;
        }
        boolean isPlain = segments.stream().allMatch(it -> it.kind() == Kind.TEXT);
        return new Instrumented(text.toString(), places.build(), marks, isPlain);
    }

    private static Optional<Mark> mark(String template, Segment segment, Segment before) {
        int length = segment.end() - segment.start();
        return switch (segment.kind()) {
            case INTERPOLATION -> Optional.of(new Mark(segment.start(), 0));
            case CALL ->
                template.charAt(segment.start() + 1) == '/'
                        ? Optional.empty()
                        : Optional.of(new Mark(segment.start(), 0));
            case NOPARSE -> {
                int content = template.indexOf('>', segment.start()) + 1;
                yield Optional.of(new Mark(content, segment.end() - content));
            }
            case TEXT ->
                isMarked(template, segment, before) ? Optional.of(new Mark(segment.start(), length)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Between {@code <#switch>} and the first {@code <#case>} FreeMarker allows white space only, so no mark either. */
    private static boolean isMarked(String template, Segment segment, Segment before) {
        boolean behindOutput = before != null && before.kind() == Kind.INTERPOLATION;
        return behindOutput
                || !template.substring(segment.start(), segment.end()).isBlank();
    }
}
