package dev.amig.language.lint;

/** Asks a real ClickHouse parser, which only {@code amig lint --engine} has. */
public abstract non-sealed class EngineRule extends Rule {
    protected EngineRule(RulePage page) {
        super(page);
    }
}
