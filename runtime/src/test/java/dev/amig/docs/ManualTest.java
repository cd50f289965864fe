package dev.amig.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.source.Source;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.Planner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links that lead somewhere, lines that fit, lists that are whole. */
class ManualTest {
    private static final Path LANGUAGE = DocumentFiles.ROOT.resolve("docs/language.md");
    private static final Path KEYWORDS = DocumentFiles.ROOT.resolve("grammar/src/test/resources/keywords.txt");
    private static final String ALSO_A_NAME = " (also a name)";
    private static final int WIDTH = 140;

    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CALL = Pattern.compile("^\\| `(\\$\\{.*\\})` \\|.*\\|.*\\|$");

    @Test
    void every_link_leads_to_a_file_and_to_a_heading_of_it() {
        for (Path page : DocumentFiles.all()) {
            for (Markdown.Line line : Markdown.proseOf(page)) {
                Matcher link = LINK.matcher(line.text());
                while (link.find()) {
                    leadsSomewhere(page, line.number(), link.group(1));
                }
            }
        }
    }

    private static void leadsSomewhere(Path page, int line, String link) {
        if (link.startsWith("https://")) {
            return;
        }
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        String place = "%s:%d: %s".formatted(DocumentFiles.nameOf(page), line, link);
        assertThat(Files.exists(file)).as(place).isTrue();
        if (parts.length == 2) {
            assertThat(anchorsOf(file)).as(place).contains(parts[1]);
        }
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchorsOf(Path file) {
        Set<String> anchors = new HashSet<>();
        for (Markdown.Line line : Markdown.proseOf(file)) {
            if (line.text().startsWith("#")) {
                String title = line.text().replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
                String anchor = title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
                assertThat(anchors.add(anchor))
                        .as("%s:%d: a second heading %s", DocumentFiles.nameOf(file), line.number(), anchor)
                        .isTrue();
            }
        }
        return anchors;
    }

    /** Tables cannot be broken, and messages are as long as they are. */
    @Test
    void lines_fit_an_editor() {
        for (Path page : DocumentFiles.all()) {
            for (Markdown.Line line : Markdown.proseOf(page)) {
                assertThat(line.text().startsWith("|") || line.text().length() <= WIDTH)
                        .as(
                                "%s:%d has %d characters",
                                DocumentFiles.nameOf(page),
                                line.number(),
                                line.text().length())
                        .isTrue();
            }
        }
    }

    @Test
    void the_reserved_words_are_those_of_the_lexer() {
        TreeMap<Block, String> lists = new TreeMap<>(Comparator.comparing(Block::line));
        lists.put(noted("reserved"), words(word -> !word.endsWith(ALSO_A_NAME)));
        lists.put(noted("names too"), words(word -> word.endsWith(ALSO_A_NAME)));
        if (DocumentFiles.isWriting()) {
            DocumentFiles.rewrite(LANGUAGE, lists);
        } else {
            lists.forEach((block, words) -> assertThat(block.text()).isEqualTo(words));
        }
    }

    @Test
    void every_keyword_stands_in_the_syntax_of_a_statement() {
        Set<String> shown = Markdown.blocksOf(LANGUAGE).stream()
                .filter(block -> block.info().isEmpty() && block.note().isEmpty())
                .flatMap(block -> Stream.of(block.text().split("\\W+")))
                .collect(Collectors.toSet());
        assertThat(shown)
                .containsAll(keywords().stream().map(ManualTest::withoutMark).toList());
    }

    private static List<String> keywords() {
        return DocumentFiles.lines(KEYWORDS);
    }

    private static String withoutMark(String keyword) {
        return keyword.replace(ALSO_A_NAME, "");
    }

    private static Block noted(String note) {
        return Markdown.blocksOf(LANGUAGE).stream()
                .filter(block -> block.note().filter(note::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static String words(Predicate<String> which) {
        String all = keywords().stream()
                .filter(which)
                .map(ManualTest::withoutMark)
                .sorted()
                .collect(Collectors.joining(" "));
        return all.replaceAll("(.{1,100})(?: |$)", "$1\n");
    }

    /** Rows {@code | `${call}` | what it becomes | and on a replicated cluster |}. */
    @Test
    void functions_of_templates_write_what_the_table_says() throws Exception {
        List<String> lines = new ArrayList<>(DocumentFiles.lines(LANGUAGE));
        int calls = 0;
        for (int at = 0; at < lines.size(); at++) {
            Matcher row = CALL.matcher(lines.get(at));
            if (row.matches()) {
                String call = row.group(1);
                String plain = code(rendered(call, 1));
                String replicated = code(rendered(call, 2));
                String expected = "| %s | %s | %s |"
                        .formatted("`" + call + "`", plain, replicated.equals(plain) ? "the same" : replicated);
                assertThat(DocumentFiles.isWriting() ? expected : lines.get(at)).isEqualTo(expected);
                lines.set(at, expected);
                calls++;
            }
        }
        assertThat(calls).isGreaterThan(10);
        if (DocumentFiles.isWriting()) {
            Files.write(LANGUAGE, lines);
        }
    }

    private static String rendered(String call, int replicas) {
        Source source = new Source(
                "example.amig",
                "MIGRATION example; STEP s ON ANY NODE { %s } ROLLBACK NONE BECAUSE 'it reads';".formatted(call));
        Plan plan = Planner.plan(Example.valid(source), PlanRequest.dry(Example.cluster(replicas)));
        return plan.actions().get(0).nodes().get(0).statements().get(0).sql();
    }

    /** Code with backticks in it stands in two of them. */
    private static String code(String sql) {
        return sql.contains("`") ? "`` " + sql + " ``" : "`" + sql + "`";
    }
}
