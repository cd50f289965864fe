package dev.amig.editor.service;

import dev.amig.editor.service.Symbol.Kind;
import dev.amig.language.parser.Lexeme;
import dev.amig.language.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what stands at a place. */
final class Symbols {
    private final Document document;
    private final Set<String> namespaces;

    /** @param namespaces of the project's template files */
    Symbols(Document document, Set<String> namespaces) {
        this.document = document;
        this.namespaces = namespaces;
    }

    Optional<Symbol> at(int offset) {
        return inTemplate(offset).or(() -> outside(offset));
    }

    private Optional<Symbol> inTemplate(int offset) {
        return document.wordAt(offset).stream()
                .flatMap(it -> TemplateName.in(document, it).stream())
                .filter(it -> it.span().touches(offset)
                        || it.memberSpan().filter(span -> span.touches(offset)).isPresent())
                .map(it -> symbol(it, offset))
                .findFirst();
    }

    private Symbol symbol(TemplateName name, int offset) {
        boolean onMember = !name.span().touches(offset);
        Span span = onMember ? name.memberSpan().orElseThrow() : name.span();
        String path = onMember ? name.name() + "." + name.member().orElseThrow() : name.name();
        if (namespaces.contains(name.name())) {
            return new Symbol(onMember ? Kind.TEMPLATE_FUNCTION : Kind.NAMESPACE, path, span);
        } else if (ModelNames.first().contains(name.name())) {
            return new Symbol(Kind.MODEL, path, span);
        }
        return new Symbol(Kind.PARAMETER, name.name(), name.span());
    }

    private Optional<Symbol> outside(int offset) {
        Optional<Statement> statement = document.statementAt(offset);
        Optional<Lexeme> word = document.wordAt(offset);
        if (statement.isEmpty() || word.isEmpty()) {
            return Optional.empty();
        }
        return named(statement.get(), word.get()).or(() -> keyword(statement.get(), word.get()));
    }

    private static Optional<Symbol> named(Statement statement, Lexeme word) {
        boolean isItsName = statement.name().filter(word::equals).isPresent();
        if (isItsName && statement.is("PARAM")) {
            return Optional.of(symbol(Kind.PARAMETER, word));
        } else if (isItsName && statement.isAction() || isCopied(statement, word)) {
            return Optional.of(symbol(Kind.ACTION, word));
        } else if (DependsOn.names(statement).contains(word)) {
            return Optional.of(symbol(Kind.DEPENDENCY, word));
        } else if (isSetting(statement.words(), word)) {
            return Optional.of(symbol(Kind.SETTING, word));
        }
        return Optional.empty();
    }

    private static boolean isCopied(Statement statement, Lexeme word) {
        return statement.isVerifyCopy() && statement.words().get(2).equals(word);
    }

    /** {@code SETTINGS a = 1, b = 2}: a name before {@code =} that is not a parameter's. */
    private static boolean isSetting(List<Lexeme> words, Lexeme word) {
        int at = words.indexOf(word);
        boolean assigned = at > 0 && at + 1 < words.size() && words.get(at + 1).isSign("=");
        return assigned
                && (words.get(at - 1).isKeyword("SETTINGS") || words.get(at - 1).isSign(","));
    }

    private static Optional<Symbol> keyword(Statement statement, Lexeme word) {
        return word.is(Lexeme.Kind.KEYWORD)
                ? Phrases.around(statement.words(), word).map(it -> new Symbol(Kind.KEYWORD, it.text(), it.span()))
                : Optional.empty();
    }

    private static Symbol symbol(Kind kind, Lexeme word) {
        return new Symbol(kind, plain(word), new Span(word.start(), word.end()));
    }

    /** Without backticks. */
    static String plain(Lexeme name) {
        boolean quoted = name.text().length() > 1
                && name.text().startsWith("`")
                && name.text().endsWith("`");
        return quoted ? Identifiers.unquote(name.text()) : name.text();
    }
}
