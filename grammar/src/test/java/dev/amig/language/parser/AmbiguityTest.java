package dev.amig.language.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of the corpus can be read in two ways, so the fast prediction always finds the one that there is. */
class AmbiguityTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> corpus = Files.list(Path.of("src", "test", "resources", "corpus"));
                Stream<Path> migrations = Files.list(Path.of("..", "migrations.d"))) {
            return Stream.concat(corpus, migrations)
                    .filter(it -> it.toString().endsWith(".amig"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_text_is_read_in_one_way_only(Path file) {
        assertThat(ambiguities(read(file))).isEmpty();
    }

    @Test
    void where_a_keyword_may_be_a_name_there_is_one_reading_too() {
        assertThat(ambiguities("""
                        MIGRATION m;
                        VERIFY copy ON ANY NODE { SELECT 1 } EXPECT ROWS;
                        VERIFY COPY copy BY PARTITION;
                        COPY from_to FROM where TO columns ON EACH SHARD WHERE { 1 } ON ERROR PAUSE COLUMNS (a, b AS c);
                        SWAP tables TABLES copy AND wait ON EACH REPLICA;
                        WAIT wait UNTIL ON ANY NODE { SELECT 1 } EVERY 1 SECOND TIMEOUT 1 MINUTE;
                        """)).isEmpty();
    }

    private static List<String> ambiguities(String text) {
        var found = new ArrayList<String>();
        var parser =
                new AmigParser(new CommonTokenStream(new AmigLexer(new SourceCharStream(new Source("x.amig", text)))));
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
        parser.addErrorListener(new BaseErrorListener() {
            @Override
            public void reportAmbiguity(
                    Parser recognizer,
                    DFA dfa,
                    int start,
                    int stop,
                    boolean exact,
                    BitSet alternatives,
                    ATNConfigSet configs) {
                found.add(AmigParser.ruleNames[dfa.atnStartState.ruleIndex] + ": "
                        + recognizer
                                .getTokenStream()
                                .getText(
                                        recognizer.getTokenStream().get(start),
                                        recognizer.getTokenStream().get(stop)));
            }
        });
        parser.file();
        assertThat(parser.getNumberOfSyntaxErrors()).isZero();
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
