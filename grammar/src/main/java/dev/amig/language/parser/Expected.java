package dev.amig.language.parser;

import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * What may stand at a place of a text, whatever stands behind it.
 *
 * @param phrases keywords as far as they belong together: {@code ON EACH SHARD}, {@code ROLLBACK NONE BECAUSE}
 * @param slots   what else may stand there
 */
public record Expected(List<String> phrases, Set<Slot> slots) {
    /** What is no keyword. */
    public enum Slot {
        /** The migration's own name. */
        MIGRATION,
        /** Behind {@code DEPENDS ON}. */
        DEPENDENCY,
        /** Behind {@code REQUIRES}. */
        SERVICE,
        /** A ClickHouse setting. */
        SETTING,
        PARAMETER_TYPE,
        /** A name that the author is free to choose. */
        NEW_NAME,
        TABLE,
        /** Behind {@code VERIFY COPY}. */
        COPY,
        /** {@code MINUTES}, {@code GB}. */
        UNIT,
        TEXT,
        ISLAND
    }

    private static final int MOST_WORDS = 5;

    public Expected {
        phrases = List.copyOf(phrases);
        slots = Set.copyOf(slots);
    }

    /** @param offset behind white space, or behind a whole word; not inside of a word */
    public static Expected at(Source source, int offset) {
        var statement = StatementStart.before(source, offset);
        var paths = GrammarPaths.of(statement.rule());
        for (Token token : statement.tokens()) {
            paths = paths.after(token.getType());
        }
        var phrases = new LinkedHashSet<>(statement.alsoPossible());
        var slots = EnumSet.noneOf(Slot.class);
        for (GrammarPaths.Step step : paths.steps()) {
            step.types().forEach(type -> add(step, type, phrases, slots));
        }
        return new Expected(new ArrayList<>(phrases), slots);
    }

    private static void add(GrammarPaths.Step step, int type, Set<String> phrases, Set<Slot> slots) {
        if (isKeyword(step, type)) {
            extend(Tokens.keyword(type), 1, step, phrases);
        } else {
            Slots.slot(type, step.frame()).ifPresent(slots::add);
        }
    }

    /** Adds the keywords that must follow; where something else may follow too, only those of the same rule. */
    private static void extend(String phrase, int words, GrammarPaths.Step last, Set<String> phrases) {
        var next = GrammarPaths.within(last);
        boolean onlyKeywords = !next.ended() && words < MOST_WORDS;
        for (GrammarPaths.Step step : next.steps()) {
            onlyKeywords &= !step.types().isEmpty() && step.types().stream().allMatch(type -> isKeyword(step, type));
        }
        if (!onlyKeywords) {
            phrases.add(phrase);
        }
        if (next.ended() || words == MOST_WORDS) {
            return;
        }
        for (GrammarPaths.Step step : next.steps()) {
            if (onlyKeywords || step.frame().equals(last.frame())) {
                step.types().stream()
                        .filter(type -> isKeyword(step, type))
                        .forEach(type -> extend(phrase + " " + Tokens.keyword(type), words + 1, step, phrases));
            }
        }
    }

    private static boolean isKeyword(GrammarPaths.Step step, int type) {
        return Tokens.keyword(type) != null && step.frame().rule() != AmigParser.RULE_nonReserved;
    }
}
