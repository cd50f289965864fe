package dev.amig.language.lint;

/** A rule's page of the manual, in Markdown. */
public final class RuleManual {
    private RuleManual() {}

    public static String page(Rule rule) {
        RulePage page = rule.page();
        return """
                # %s
                %s: %s.

                %s

                ## Bad
                ```sql
                %s```

                ## Good
                ```sql
                %s```

                %s
                """.formatted(
                        rule.name(),
                        capitalized(page.severity().toString()),
                        page.summary(),
                        page.reason(),
                        page.bad(),
                        page.good(),
                        ending(rule));
    }

    /** The list of all rules. */
    public static String index() {
        var index = new StringBuilder("""
                # Rules of `amig lint`
                Each page says why it hurts, and shows a bad and a good example. A finding is answered by changing the migration, or by a comment in
                the statement or directly before it:
                ```sql
                -- amig:ignore rule-name why that is right here
                ```
                The reason is obligatory. A comment that suppresses nothing is a finding itself. An *error* will fail, or lose or double rows; a
                *warning* will hurt on some cluster, on some day; files with a *refused* finding cannot be rendered or run at all, and nothing suppresses it.

                | rule | severity | what is reported |
                |---|---|---|
                """);
        for (Rule rule : Rules.ALL) {
            String severity = rule instanceof ErrorRule
                    ? "refused"
                    : rule.page().severity().toString();
            index.append("| [%s](%s.md) | %s | %s |\n"
                    .formatted(rule.name(), rule.name(), severity, rule.page().summary()));
        }
        return index.toString();
    }

    private static String ending(Rule rule) {
        if (rule instanceof ErrorRule) {
            return "An error of the file: it cannot be suppressed.";
        }
        return rule instanceof IgnoreRule
                ? "A finding about suppressions cannot be suppressed."
                : "To keep it as it is: `-- amig:ignore %s why that is right here`.".formatted(rule.name());
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
