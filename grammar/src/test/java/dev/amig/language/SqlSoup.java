package dev.amig.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random text that ClickHouse's lexer would get through: every quote, comment, heredoc and brace is closed. If asked to, with
 * templates anywhere in it; then it also knows what they give, and where each character of that was written.
 */
public final class SqlSoup {
    private static final List<String> WORDS = List.of(
            "SELECT",
            "a$b$c",
            "x$",
            "$abc ",
            "1.5e3",
            "0x1F",
            "{id:UInt64}",
            "{'a':1}",
            "{}",
            "::",
            "->",
            "/",
            "-",
            "\u2212",
            "TOP 5",
            "#x",
            "FORMAT",
            "{ {} }",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "<=",
            "<>",
            "é",
            "中",
            "😀",
            "\u00A0",
            "=",
            "%",
            "@@v",
            "? ",
            "|",
            "\r\n",
            "\t",
            "\n",
            " ",
            "5$ ",
            "\\",
            "$",
            "x'4142'",
            "b'0110'",
            "{ a : Array(Tuple(UInt8, String)) }",
            "2024_events",
            "1_000",
            "007",
            "x$y$",
            "a.1.2",
            "||",
            "<=>",
            "!=",
            "? :",
            "@@a.b",
            "\u2013",
            "\u2060",
            "\u3000",
            "\u0085\u180E");
    private static final List<String> CONTENTS = List.of(
            "{", "}", "}}", "{{", "a", " ", "\n", "--", "# ", "/*", "*/ ", ";", "$$", "$a$", "é", "😀", "\\\\", "<",
            ">", "\t", "//");

    /** Template, what it gives, and where in the template that stands; -1: made by the template as a whole. */
    private static final List<Template> TEMPLATES = List.of(
            new Template("${x}", "X", -1),
            new Template("${\"it's } \\\" {\"?length}", "10", -1),
            new Template("${{'a':\"}\"}['a']}", "}", -1),
            new Template("${r\"\\\"}", "\\", -1),
            new Template("${r'${y} }'?length + x?length}", "7", -1),
            new Template("${x <#-- } ' \" --> }", "X", -1),
            new Template("${[1, 2]?map(it -> it + 1)[0]}", "2", -1),
            new Template("<#-- ' } \" ${ -->", "", -1),
            new Template("<#comment> ' } </#comment>", "", -1),
            new Template("<#noparse>${ ' } <#if</#noparse>", "${ ' } <#if", 10),
            new Template("<#if x == \"}>'\">a<#else>b</#if>", "b", 24),
            new Template("<#if (2 > 1) >c</#if>", "c", 14),
            new Template("<#assign z = \"}'\" />", "", -1),
            new Template("<#list [1]?filter(it -> it > 0) as i>i</#list>", "i", 37));

    private final Random random;
    private final boolean withTemplates;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder rendered = new StringBuilder();
    private final List<Integer> places = new ArrayList<>();
    private int semicolons;

    private record Template(String text, String gives, int from) {}

    public SqlSoup(long seed) {
        this(seed, false);
    }

    public SqlSoup(long seed, boolean withTemplates) {
        this.random = new Random(seed);
        this.withTemplates = withTemplates;
    }

    String rendered() {
        return rendered.toString();
    }

    /** For each character of what is rendered, its offset in the text. */
    List<Integer> places() {
        return places;
    }

    /** How many {@code ;} stand where ClickHouse sees them. */
    int semicolons() {
        return semicolons;
    }

    public String text(int pieces) {
        for (int i = 0; i < pieces; i++) {
            piece();
        }
        return text.toString();
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    public void add(String piece) {
        if (withTemplates && beginsTemplate(piece)) {
            add(" ");
        }
        for (int i = 0; i < piece.length(); i++) {
            places.add(text.length() + i);
        }
        text.append(piece);
        rendered.append(piece);
        if (withTemplates && random.nextInt(6) == 0) {
            template(TEMPLATES.get(random.nextInt(TEMPLATES.size())));
        }
    }

    private boolean beginsTemplate(String piece) {
        return text.indexOf("$", text.length() - 1) >= 0 && piece.startsWith("{")
                || text.indexOf("<", text.length() - 1) >= 0 && piece.startsWith("#");
    }

    private void template(Template template) {
        for (int i = 0; i < template.gives.length(); i++) {
            places.add(text.length() + (template.from < 0 ? 0 : template.from + i));
        }
        text.append(template.text);
        rendered.append(template.gives);
    }

    private void piece() {
        switch (random.nextInt(14)) {
            case 0 -> quoted("'", "'", "\\'", "''");
            case 1 -> quoted("\"", "\"", "\\\"", "\"\"");
            case 2 -> quoted("`", "`", "\\`", "``");
            case 3 -> enclosed("\u2018", "\u2019", "'\"`");
            case 4 -> enclosed("\u201C", "\u201D", "'\"`");
            case 5 -> lineComment();
            case 6 -> blockComment(0);
            case 7 -> heredoc();
            case 8 -> {
                add("{ ");
                text(random.nextInt(3));
                add(" }");
            }
            case 9 -> {
                add(";");
                semicolons++;
            }
            default -> {
                add(one(WORDS));
                add(" ");
            }
        }
    }

    private void quoted(String open, String close, String escaped, String doubled) {
        add(" ");
        add(open);
        for (int i = random.nextInt(5); i > 0; i--) {
            add(random.nextInt(4) == 0 ? (random.nextBoolean() ? escaped : doubled) : one(CONTENTS));
        }
        add(close);
        add(" ");
    }

    private void enclosed(String open, String close, String other) {
        add(open);
        add(other);
        for (int i = random.nextInt(5); i > 0; i--) {
            add(one(CONTENTS));
        }
        add(close);
    }

    private void lineComment() {
        add(one(List.of("--", "// ", "# ", "#!", "--- ")));
        add("it's } \" ` /* $$");
        for (int i = random.nextInt(4); i > 0; i--) {
            add(one(CONTENTS).replace("\n", ""));
        }
        add("\n");
    }

    private void blockComment(int depth) {
        add("/* ' } { \" $$ -- ");
        if (random.nextBoolean() && depth < 3) {
            blockComment(depth + 1);
        }
        add("; */");
    }

    private void heredoc() {
        String tag = one(List.of("$$", "$a$", "$tag_1$", "$9$"));
        add(one(List.of(" ", " 5", " 5a", "+", "(", "]", ".", "'a'")));
        add(tag);
        add("' } { \" -- /* $ $x $b$ ; ");
        add(tag);
        add(" ");
    }

    String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
