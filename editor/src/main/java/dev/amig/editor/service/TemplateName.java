package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.sql.Literals;
import dev.amig.language.template.CompiledTemplate;
import dev.amig.language.template.Reference;
import dev.amig.language.template.TemplateException;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name in an island or a text that FreeMarker looks up: {@code staging}, {@code engine.replacing}.
 *
 * @param member what stands behind the dot
 */
record TemplateName(String name, Span span, Optional<String> member, Optional<Span> memberSpan) {
    private static final TemplateLibrary COMPILER = TemplateLibrary.empty();

    /** In their order; an island that is no template yet gives none. */
    static List<TemplateName> in(Document document, Lexeme word) {
        try {
            return compile(document, word).stream()
                    .flatMap(it -> it.references().stream().map(reference -> of(document, it, reference)))
                    .sorted(Comparator.comparingInt(it -> it.span().start()))
                    .toList();
        } catch (TemplateException e) {
            return List.of();
        }
    }

    private static Optional<CompiledTemplate> compile(Document document, Lexeme word) {
        var location = document.source().location(word.start() + (word.is(Kind.ISLAND) ? 1 : 0));
        if (word.is(Kind.ISLAND)) {
            String sql = word.text().substring(1, word.text().length() - 1);
            return Optional.of(COMPILER.compile(document.source(), new Island(location, sql, false)));
        } else if (word.is(Kind.TEXT) && word.text().length() > 1 && word.text().endsWith("'")) {
            return Optional.of(COMPILER.compile(document.source(), new Text(location, Literals.unquote(word.text()))));
        } else if (word.is(Kind.TEMPLATED)) {
            return Optional.of(COMPILER.compile(document.source(), new Text(location, word.text())));
        }
        return Optional.empty();
    }

    private static TemplateName of(Document document, CompiledTemplate template, Reference reference) {
        int start = document.source().offset(template.location(reference));
        int end = start + reference.name().length();
        Optional<Span> member = reference.member().flatMap(it -> memberSpan(document.text(), end, it));
        return new TemplateName(reference.name(), new Span(start, end), reference.member(), member);
    }

    private static Optional<Span> memberSpan(String text, int from, String member) {
        Matcher matcher =
                Pattern.compile("\\s*\\.\\s*(" + Pattern.quote(member) + ")").matcher(text);
        matcher.region(from, text.length());
        return matcher.lookingAt() ? Optional.of(new Span(matcher.start(1), matcher.end(1))) : Optional.empty();
    }
}
