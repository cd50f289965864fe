package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is wrong most of the time while it is typed: every question has an answer everywhere, and places are in the text. */
class EveryPlaceTest {
    private static final Path ROOT = Path.of("..");
    private static final long SEED = 42;

    @TempDir
    private Path folder;

    static Stream<Path> texts() {
        return Stream.of("migrations.d", "editors/vscode/test/samples", "grammar/src/test/resources/corpus")
                .map(ROOT::resolve)
                .flatMap(EveryPlaceTest::filesOf)
                .sorted();
    }

    private static Stream<Path> filesOf(Path folder) {
        try {
            return Files.list(folder).filter(it -> it.toString().endsWith(".amig"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_that_is_typed_from_its_beginning_is_answered_everywhere(Path file) throws IOException {
        String text = Files.readString(file);
        for (int end = 0; end <= text.length(); end += text.length() > 500 ? 23 : 3) {
            askEverything(text.substring(0, end), end);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_with_a_piece_missing_is_answered_everywhere(Path file) throws IOException {
        String text = Files.readString(file);
        Random random = new Random(SEED);
        for (int i = 0; i < 25; i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(30));
            askEverything(text.substring(0, from) + text.substring(to), from);
        }
    }

    private LanguageService service;

    private void askEverything(String text, int offset) {
        if (service == null) {
            service = new LanguageService(it -> ROOT.resolve("templates"));
        }
        Path file = folder.resolve("m.amig");
        service.open(file, text);
        service.diagnostics(file).stream()
                .filter(it -> it.file().equals(file))
                .forEach(it -> assertIn(text, it.span()));
        service.hover(file, offset).ifPresent(it -> assertIn(text, it.span()));
        service.definition(file, offset).ifPresent(it -> assertIn(it.source().text(), it.span()));
        service.occurrences(file, offset).forEach(it -> assertIn(text, it));
        service.completions(file, offset).forEach(it -> {
            assertIn(text, it.replaced());
            assertThat(it.replaced().end()).isEqualTo(offset);
        });
        service.outline(file).forEach(it -> assertIn(text, it));
    }

    private static void assertIn(String text, OutlineEntry entry) {
        assertIn(text, entry.span());
        assertThat(entry.label()).isNotBlank();
        assertThat(entry.span().start()).isLessThanOrEqualTo(entry.name().start());
        assertThat(entry.span().end()).isGreaterThanOrEqualTo(entry.name().end());
        entry.children().forEach(it -> assertIn(text, it));
    }

    private static void assertIn(String text, Span span) {
        assertThat(span.start()).isBetween(0, span.end());
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
    }
}
