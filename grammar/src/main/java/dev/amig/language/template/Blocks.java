package dev.amig.language.template;

import dev.amig.language.template.Segment.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.Set;

/** Which {@code <#if>} has no {@code </#if>}: FreeMarker says only that the text has ended. */
final class Blocks {
    private static final Set<String> WITH_END = Set.of(
            "attempt",
            "autoesc",
            "compress",
            "escape",
            "function",
            "if",
            "items",
            "list",
            "macro",
            "noautoesc",
            "noescape",
            "outputformat",
            "switch");
    private static final Set<String> CAPTURES = Set.of("assign", "global", "local");

    private Blocks() {}

    /** The offset of the innermost tag that is still open at the end. */
    static OptionalInt lastUnclosed(String template) {
        Deque<Segment> open = new ArrayDeque<>();
        for (Segment segment : Segments.of(template)) {
            if (segment.kind() == Kind.DIRECTIVE || segment.kind() == Kind.CALL) {
                String tag = template.substring(segment.start(), segment.end());
                if (tag.startsWith("</")) {
                    open.pollLast();
                } else if (hasEnd(tag, segment.kind())) {
                    open.addLast(segment);
                }
            }
        }
        return open.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(open.getLast().start());
    }

    private static boolean hasEnd(String tag, Kind kind) {
        if (tag.endsWith("/>") || kind == Kind.CALL) {
            return !tag.endsWith("/>");
        }
        String name = tag.substring(2).split("[^A-Za-z]", 2)[0];
        return WITH_END.contains(name) || CAPTURES.contains(name) && !tag.contains("=");
    }
}
