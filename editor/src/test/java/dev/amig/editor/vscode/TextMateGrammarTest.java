package dev.amig.editor.vscode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.amig.language.parser.Lexeme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours know the language's words. */
class TextMateGrammarTest {
    private static final Path FILE = Path.of("../editors/vscode/syntaxes/amig.tmLanguage.json");

    @Test
    void every_keyword_of_the_language_has_a_colour() throws IOException {
        var uncoloured = new TreeSet<>(Lexeme.keywords());
        for (Pattern keyword : keywords()) {
            uncoloured.removeIf(it -> keyword.matcher(it).matches());
        }
        assertThat(uncoloured).isEmpty();
    }

    private static List<Pattern> keywords() throws IOException {
        JsonObject grammar = JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
        var patterns = new ArrayList<Pattern>();
        for (JsonElement it :
                grammar.getAsJsonObject("repository").getAsJsonObject("keyword").getAsJsonArray("patterns")) {
            patterns.add(Pattern.compile(it.getAsJsonObject().get("match").getAsString()));
        }
        return patterns;
    }
}
