package dev.amig.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Markdown reader makes of escaped texts: the texts. */
class MarkdownTest {
    private static final int TEXTS = 20_000;
    private static final List<String> PIECES = List.of(
            "`",
            "``",
            "```",
            "|",
            "\\",
            "*",
            "**",
            "_",
            "__",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "b>",
            "&",
            "amp;",
            "#",
            "# ",
            "-",
            "---",
            "===",
            "+",
            "+ ",
            "1",
            ".",
            ". ",
            "~",
            "~~~",
            "!",
            "$",
            "{",
            "}",
            ":",
            "'",
            "\"",
            " ",
            "a",
            "b c",
            "é",
            "«x»",
            "http://x.y",
            "<b>",
            "&lt;",
            "]:");
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a *b* _c_ __d__ `e` [f](g) <h> &amp; \\ ~~i~~",
                "# no heading",
                "> no quote",
                "1. no list",
                "12) no list",
                "+ no list",
                "---",
                "===",
                "| no | table |",
                "snake_case and $a and $b",
                "**",
                "<!-- gone? -->"
            })
    void a_line_stays_what_it_was(String text) {
        Node only = only(Markdown.line(text));
        assertThat(only).isInstanceOf(Paragraph.class);
        assertThat(textOf(only)).isEqualTo(text);
    }

    @Test
    void a_dash_makes_a_list_as_the_author_meant_it() {
        assertThat(only(Markdown.line("- one"))).isInstanceOf(BulletList.class);
    }

    @Test
    void any_text_reads_the_same_as_a_line_in_a_list_in_a_heading_in_a_table_and_as_code() {
        Random random = new Random(20);
        for (int i = 0; i < TEXTS; i++) {
            String text = random.ints(1 + random.nextInt(7), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining())
                    .strip();
            inAList(text);
            inATable(text);
            inABlock(text);
            asALine(text);
        }
    }

    private static void asALine(String text) {
        if (!text.isEmpty() && !text.startsWith("-")) {
            Node line = only(Markdown.line(text));
            assertThat(line).as(text).isInstanceOf(Paragraph.class);
            assertThat(textOf(line)).as(text).isEqualTo(text);
        }
    }

    private static void inAList(String text) {
        Node item = only("- **X:** " + Markdown.text(text)).getFirstChild();
        assertThat(textOf(item)).as(text).isEqualTo(("X: " + text).strip());
        assertThat(textOf(only("- **X:** " + Markdown.code(text)))).as(text).isEqualTo("X: " + shown(text));
        Node heading = only("## X " + Markdown.text(text));
        assertThat(heading).isInstanceOf(Heading.class);
        assertThat(textOf(heading)).as(text).isEqualTo(("X " + text).strip());
    }

    private static void inATable(String text) {
        Page page = new Page();
        page.table(List.of("a", "b"), List.of(List.of(Markdown.text(text), Markdown.code(text)), List.of("1", "2")));
        Node table = only(page.toString());
        assertThat(table).isInstanceOf(TableBlock.class);
        Node row = table.getLastChild().getFirstChild();
        assertThat(textOf(row.getFirstChild())).as(text).isEqualTo(text);
        assertThat(textOf(row.getLastChild())).as(text).isEqualTo(shown(text));
        assertThat(row.getFirstChild().getNext()).as(text).isSameAs(row.getLastChild());
        assertThat(textOf(row.getNext().getLastChild())).isEqualTo("2");
    }

    private static void inABlock(String text) {
        String sql = text + "\n" + text + "\n```\n";
        Node block = only(Markdown.fenced("sql", sql));
        assertThat(block).isInstanceOf(FencedCodeBlock.class);
        assertThat(((FencedCodeBlock) block).getLiteral()).isEqualTo(sql);
    }

    private static String shown(String code) {
        return code.isEmpty() ? "(empty)" : code;
    }

    private static Node only(String markdown) {
        Node document = PARSER.parse(markdown);
        assertThat(document.getFirstChild()).as(markdown).isNotNull().isSameAs(document.getLastChild());
        return document.getFirstChild();
    }

    /** Fails on anything but text and code: whatever else came of a text, came of its letters. */
    private static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        collect(node, text);
        return text.toString();
    }

    private static void collect(Node node, StringBuilder text) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Text plain) {
                text.append(plain.getLiteral());
            } else if (child instanceof Code code) {
                text.append(code.getLiteral());
            } else if (child instanceof SoftLineBreak) {
                text.append(' ');
            } else if (isOurs(child)) {
                collect(child, text);
            } else {
                text.append("‹").append(child.getClass().getSimpleName()).append("›");
            }
        }
    }

    /** {@code **X:**} of the tests themselves, and what is around a text. */
    private static boolean isOurs(Node node) {
        boolean label = node instanceof StrongEmphasis
                && node.getPrevious() == null
                && node.getFirstChild() instanceof Text first
                && first.getLiteral().equals("X:");
        return label || node instanceof Paragraph || node instanceof ListItem || node instanceof TableCell;
    }
}
