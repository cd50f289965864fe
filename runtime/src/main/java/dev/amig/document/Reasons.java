package dev.amig.document;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the author says before a statement: the comments that stand directly above it, without an empty line between. */
final class Reasons {
    private static final Pattern ACCEPTED = Pattern.compile("amig:ignore\\s+([\\w-]+)\\s*(.*)");
    private static final Pattern ORNAMENT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Map<Integer, List<String>> byLine = new HashMap<>();

    private Reasons() {}

    static Reasons of(Source source) {
        Reasons reasons = new Reasons();
        Deque<Lexeme> block = new ArrayDeque<>();
        int lastLine = 0;
        for (Lexeme lexeme : Lexeme.allOf(source)) {
            int line = source.location(lexeme.start()).line();
            int end = source.location(lexeme.end()).line();
            boolean comment = lexeme.is(Kind.COMMENT);
            // Behind a statement on its line, a comment belongs to that one.
            if (line > lastLine + 1 || comment && line == lastLine && block.isEmpty()) {
                block.clear();
            }
            if (comment && line > lastLine) {
                block.add(lexeme);
            } else if (!comment) {
                if (!block.isEmpty() && lexeme.is(Kind.KEYWORD)) {
                    reasons.byLine.put(line, lines(block));
                }
                block.clear();
            }
            lastLine = end;
        }
        return reasons;
    }

    /** As Markdown, line by line; an empty line stands between paragraphs. */
    List<String> before(Location statement) {
        return byLine.getOrDefault(statement.line(), List.of());
    }

    boolean has(Location statement) {
        return byLine.containsKey(statement.line());
    }

    private static List<String> lines(Deque<Lexeme> comments) {
        List<String> lines = new ArrayList<>();
        for (Lexeme comment : comments) {
            Stream.of(inner(comment.text()).split("\\R")).map(Reasons::line).forEach(lines::add);
        }
        while (!lines.isEmpty() && lines.get(0).isEmpty()) {
            lines.remove(0);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static String inner(String comment) {
        return comment.startsWith("/*")
                ? comment.substring(2, comment.length() - 2)
                : comment.replaceFirst("^(?:-{2,}|#+!?)", "");
    }

    private static String line(String text) {
        String line = text.strip().replaceFirst("^\\*+(?: |$)", "");
        Matcher accepted = ACCEPTED.matcher(line);
        if (accepted.matches()) {
            return "Accepted, " + Markdown.code(accepted.group(1)) + ": " + Markdown.text(accepted.group(2));
        }
        return ORNAMENT.matcher(line).matches() ? "" : Markdown.line(line);
    }
}
