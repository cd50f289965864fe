package dev.amig.language.lint;

import dev.amig.language.parser.Comment;
import dev.amig.language.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code -- amig:ignore rule-name reason}: the author knows, and says why.
 *
 * @param comment that holds it, with the statement it is about
 * @param offset  of {@code amig:ignore}
 * @param rule    as it is written; empty if nothing follows
 * @param reason  empty if it was left out
 */
record Suppression(Comment comment, int offset, String rule, String reason) {
    static final String MARK = "amig:ignore";
    private static final Pattern SYNTAX = Pattern.compile(
            "^(?:--|#|//|/\\*)\\s*(" + MARK + ")\\b[ \\t]*([^\\s*]*)[ \\t]*(.*?)\\s*(?:\\*/)?$", Pattern.DOTALL);

    static List<Suppression> of(Source source) {
        if (!source.text().contains(MARK)) {
            return List.of();
        }
        return Comment.of(source).stream()
                .map(Suppression::in)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Suppression> in(Comment comment) {
        Matcher matcher = SYNTAX.matcher(comment.text().strip());
        return matcher.matches()
                ? Optional.of(new Suppression(
                        comment, comment.offset() + matcher.start(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    boolean covers(Finding finding, Source source) {
        return finding.rule().equals(rule) && comment.isAbout(source.offset(finding.location()));
    }
}
