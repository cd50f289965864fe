package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What keywords mean, from {@code phrases.txt}. */
final class Phrases {
    private static final int MOST_WORDS = 5;
    private static final Map<String, String> MEANINGS = read("phrases.txt");

    private Phrases() {}

    /** A phrase in a text. */
    record Phrase(String text, String meaning, Span span) {}

    static Map<String, String> all() {
        return MEANINGS;
    }

    static Optional<String> meaning(String phrase) {
        return Optional.ofNullable(MEANINGS.get(phrase));
    }

    /** Of {@code UNTIL ON EACH SHARD} that of {@code ON EACH SHARD}; empty: there is none. */
    static String meaningOfEnd(String phrase) {
        for (String end = phrase; ; end = end.substring(end.indexOf(' ') + 1)) {
            if (MEANINGS.containsKey(end) || !end.contains(" ")) {
                return MEANINGS.getOrDefault(end, "");
            }
        }
    }

    /** The longest phrase that a keyword is part of; numbers between its words do not count: {@code RETRY 3 TIMES}. */
    static Optional<Phrase> around(List<Lexeme> words, Lexeme keyword) {
        var keywords = words.stream().filter(it -> it.is(Kind.KEYWORD)).toList();
        int at = keywords.indexOf(keyword);
        for (int length = Math.min(MOST_WORDS, keywords.size()); length > 0; length--) {
            for (int from = Math.max(0, at - length + 1); from <= at && from + length <= keywords.size(); from++) {
                Optional<Phrase> phrase = phrase(keywords.subList(from, from + length));
                if (phrase.isPresent()) {
                    return phrase;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Phrase> phrase(List<Lexeme> words) {
        String text =
                words.stream().map(it -> it.text().toUpperCase(Locale.ROOT)).collect(Collectors.joining(" "));
        var span = new Span(words.get(0).start(), words.get(words.size() - 1).end());
        return meaning(text).map(it -> new Phrase(text, it, span));
    }

    /** Lines {@code NAME: meaning}; {@code #} begins a comment. */
    static Map<String, String> read(String resource) {
        var lines = new LinkedHashMap<String, String>();
        try (InputStream file = Phrases.class.getResourceAsStream(resource)) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .map(it -> it.split(": ", 2))
                    .forEach(it -> lines.put(it[0], it[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
