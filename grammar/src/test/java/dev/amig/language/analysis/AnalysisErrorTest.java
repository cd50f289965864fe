package dev.amig.language.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.ErrorTable;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalysisErrorTest {
    private static final TemplateLibrary TEMPLATES = TemplateLibrary.load(Path.of("..", "templates"));

    static List<ErrorTable.Case> cases() {
        return ErrorTable.read("analysis.txt", AnalysisErrorTest::message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_wrong_migration_gives_this_message(ErrorTable.Case it) {
        assertThat(message(it.text())).isEqualTo(it.message());
    }

    private static String message(String text) {
        var source = new Source("migrations.d/m.amig", text);
        try {
            Analyzer.analyze(source, MigrationParser.parse(source), TEMPLATES);
            return "no error";
        } catch (LanguageException e) {
            return e.getMessage();
        }
    }
}
