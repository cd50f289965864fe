package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.amig.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that the manual tells people to type exist, with the options that it gives them. */
class ManualTest {
    /** As a shell takes them apart, as far as the manual needs it. */
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^\\s'])+");

    private static final Path ROOT = Path.of("..");

    /** A line of a block without a language. */
    private static final Pattern LINE = Pattern.compile("(?m)(?:^|&& )(?:\\./)?amig ([^&\\n]+)");
    /** Code in a sentence; {@code amig render [FILE…]} describes, and is nothing that one types. */
    private static final Pattern CODE = Pattern.compile("(?<!`)`(?:\\./)?amig ([a-z-][^`\\[…]*)`");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n`]*)\\n(.*?)^```$");

    @Test
    void every_command_of_the_manual_can_be_typed() throws IOException {
        int typed = 0;
        for (Path page : pages()) {
            for (String command : commandsOf(page)) {
                assertThatCode(() -> parse(command))
                        .as("%s: amig %s", page.getFileName(), command)
                        .doesNotThrowAnyException();
                typed++;
            }
        }
        assertThat(typed).isGreaterThan(30);
    }

    @Test
    void every_answer_to_a_what_if_ends_in_a_command() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/what-if.md"));
        String[] sections = page.split("(?m)^## ");
        for (int i = 1; i < sections.length; i++) {
            String title = sections[i].lines().findFirst().orElseThrow();
            assertThat(sections[i].strip())
                    .as(title)
                    .matches("(?s)What if .*\\?\\n.*\\n```\\n(git [^\\n]*&& )?amig [^\\n]+\\n```(\\n[^`#]+)?");
        }
    }

    private static List<String> commandsOf(Path page) throws IOException {
        String text = Files.readString(page);
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).isEmpty()) {
                found(LINE, block.group(2), commands);
            }
        }
        found(CODE, block.replaceAll(""), commands);
        return commands;
    }

    private static void found(Pattern pattern, String text, List<String> commands) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            commands.add(matcher.group(1).strip());
        }
    }

    private static void parse(String command) {
        String[] words = WORD.matcher(command.replaceAll("\\bN$", "1"))
                .results()
                .map(word -> word.group().replace("'", ""))
                .toArray(String[]::new);
        Amig.commandLine(Terminal.ofThisProcess(), words).parseArgs(words);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
