package dev.amig.language.lint;

import java.util.Locale;

/** Something that {@code amig lint} looks for: a class of the package {@code rules}. */
public abstract sealed class Rule permits FileRule, ProjectRule, ErrorRule, IgnoreRule, EngineRule {
    private final String name;
    private final RulePage page;

    Rule(RulePage page) {
        this.name = kebab(getClass().getSimpleName());
        this.page = page;
    }

    /** {@code copy-selects-star}: the class's name, the page's file, what a suppression names. */
    public final String name() {
        return name;
    }

    public final RulePage page() {
        return page;
    }

    /** {@code CopySelectsStar} → {@code copy-selects-star}. */
    private static String kebab(String className) {
        return className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public final String toString() {
        return name;
    }
}
