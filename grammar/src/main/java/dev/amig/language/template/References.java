package dev.amig.language.template;

import dev.amig.language.template.Segment.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names a template reads, found without running it. FreeMarker keeps its tree to itself, so this looks at words: a name
 * that the template defines anywhere counts as defined everywhere in it. What it misses is an error when it is rendered.
 */
final class References {
    private static final Set<String> KEYWORDS =
            Set.of("true", "false", "gt", "gte", "lt", "lte", "in", "as", "using", "and", "or");
    private static final Set<String> ASSIGNMENTS = Set.of("assign", "global", "local");
    private static final Set<String> DECLARATIONS = Set.of("macro", "function");
    private static final Set<String> HEADERS = Set.of("ftl", "setting");
    private static final Set<String> BRACKETS = Set.of(")", "]", "}");
    private static final Pattern TAG_NAME = Pattern.compile("</?#?([A-Za-z_]*)");

    private final String template;
    private final List<Reference> found = new ArrayList<>();
    private final Set<String> defined = new HashSet<>();
    private final Set<String> exported = new TreeSet<>();
    private final Doors doors = new Doors();

    private References(String template) {
        this.template = template;
    }

    /** @return what it reads from outside, and what of FreeMarker it uses that is shut */
    static References of(String template) {
        var references = new References(template);
        Segments.of(template).forEach(references::segment);
        return references;
    }

    List<Reference> outside() {
        return found.stream().filter(it -> !defined.contains(it.name())).toList();
    }

    /** The names of its macros, functions and variables: what others may call if it is a library. */
    Set<String> exported() {
        return exported;
    }

    List<Doors.Door> shutDoors() {
        return doors.found();
    }

    private void segment(Segment segment) {
        if (segment.kind() == Kind.INTERPOLATION) {
            expression(words(segment.start() + 2, segment.end() - 1));
        } else if (segment.kind() == Kind.CALL && template.charAt(segment.start() + 1) == '@') {
            call(words(segment.start() + 2, segment.end() - 1));
        } else if (segment.kind() == Kind.DIRECTIVE) {
            Matcher name = TAG_NAME.matcher(template).region(segment.start(), segment.end());
            if (name.lookingAt()) {
                doors.directive(name.group(1), segment.start());
                directive(name.group(1), words(name.end(), segment.end() - 1));
            }
        }
    }

    private List<Word> words(int from, int to) {
        return Word.between(template, from, Math.max(from, to));
    }

    /** {@code <@name key=value … ; variable, variable>}. */
    private void call(List<Word> words) {
        int variables = indexOf(words, ";");
        words.subList(variables, words.size()).forEach(this::define);
        for (int i = 0; i < variables; i++) {
            boolean key = i + 1 < variables && words.get(i + 1).is("=");
            if (!key) {
                word(words, i);
            }
        }
    }

    private void directive(String name, List<Word> words) {
        if (DECLARATIONS.contains(name)) {
            words.stream().limit(1).forEach(it -> exported.add(it.text()));
            words.forEach(this::define);
        } else if (HEADERS.contains(name)) {
            return;
        } else if (ASSIGNMENTS.contains(name)) {
            assignment(words, !name.equals("local"));
        } else if (name.equals("escape") || name.equals("foreach") || name.equals("forEach")) {
            words.stream().limit(1).forEach(this::define);
            expression(words.subList(Math.min(2, words.size()), words.size()));
        } else {
            int as = indexOf(words, "as");
            words.subList(as, words.size()).forEach(this::define);
            expression(words.subList(0, as));
        }
    }

    /** {@code x = 1 y += 2}, or {@code x} alone before its text; {@code x in namespace}. */
    private void assignment(List<Word> words, boolean isExported) {
        for (int i = 0; i < words.size(); i++) {
            boolean target = i + 1 == words.size() || isAssigned(words, i + 1);
            if (target
                    && words.get(i).isIdentifier()
                    && (i == 0 || !words.get(i - 1).is("."))) {
                define(words.get(i));
                if (isExported) {
                    exported.add(words.get(i).text());
                }
            }
        }
        expression(words);
    }

    private static boolean isAssigned(List<Word> words, int at) {
        String sign = words.get(at).text();
        return sign.equals("=")
                || "+-*/%".contains(sign)
                        && at + 1 < words.size()
                        && words.get(at + 1).is("=");
    }

    private void define(Word word) {
        if (word.isIdentifier() && !KEYWORDS.contains(word.text())) {
            defined.add(word.text());
        } else if (word.isString()) {
            defined.add(word.text().substring(1, Math.max(1, word.text().length() - 1)));
        }
    }

    private void expression(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            word(words, i);
        }
    }

    private void word(List<Word> words, int i) {
        Word word = words.get(i);
        if (word.isString()) {
            interpolationsIn(word);
        } else if (word.isIdentifier()
                && i + 1 < words.size()
                && words.get(i + 1).is("->")) {
            define(word);
        } else if (word.isIdentifier()) {
            identifier(words, i);
        }
    }

    private void identifier(List<Word> words, int i) {
        Word word = words.get(i);
        Word before = i > 0 ? words.get(i - 1) : null;
        if (before != null && before.is("?")) {
            doors.builtIn(word.text(), word.offset());
        } else if (before != null && before.is(".")) {
            if (i == 1 || !isOperand(words.get(i - 2))) {
                doors.specialVariable(word.text(), before.offset());
            }
        } else if (!KEYWORDS.contains(word.text())) {
            found.add(reference(words, i));
        }
    }

    private static boolean isOperand(Word word) {
        boolean keyword = KEYWORDS.contains(word.text());
        return word.isIdentifier() && !keyword
                || word.isString()
                || word.isRawString()
                || BRACKETS.contains(word.text());
    }

    private static Reference reference(List<Word> words, int i) {
        Word word = words.get(i);
        Optional<String> member = Optional.empty();
        int at = i + 1;
        while (at + 1 < words.size()
                && words.get(at).is(".")
                && words.get(at + 1).isIdentifier()) {
            member = member.isPresent() ? member : Optional.of(words.get(at + 1).text());
            at += 2;
        }
        while (at < words.size() && words.get(at).is(")")) {
            at++;
        }
        boolean optional =
                at < words.size() && (words.get(at).is("!") || words.get(at).is("??"));
        return new Reference(word.text(), member, word.offset(), optional);
    }

    /** {@code "a ${b}"} reads b; a raw string reads nothing. */
    private void interpolationsIn(Word string) {
        String text = string.text();
        int at = text.indexOf("${");
        while (at >= 0) {
            int from = string.offset() + at + 2;
            int to = Math.max(from, Expressions.endOfInterpolation(template, from) - 1);
            expression(words(from, Math.min(to, string.offset() + text.length())));
            at = text.indexOf("${", to - string.offset());
        }
    }

    private static int indexOf(List<Word> words, String text) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).is(text)) {
                return i;
            }
        }
        return words.size();
    }
}
