package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.ComparedContext;
import dev.amig.language.parser.AmigParser.IsTrueContext;
import dev.amig.language.parser.AmigParser.NoRowsContext;
import dev.amig.language.parser.AmigParser.RowsContext;
import dev.amig.language.parser.AmigParser.SameOnEveryNodeContext;
import dev.amig.language.tree.Expectation;
import dev.amig.language.tree.Expectation.Comparison;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;

/** {@code EXPECT …}. */
final class ExpectationBuilder extends AmigParserBaseVisitor<Expectation> {
    private final Elements elements;

    ExpectationBuilder(Elements elements) {
        this.elements = elements;
    }

    @Override
    public Expectation visitNoRows(NoRowsContext it) {
        return new Expectation.NoRows(elements.location(it.getStart()));
    }

    @Override
    public Expectation visitRows(RowsContext it) {
        return new Expectation.Rows(elements.location(it.getStart()));
    }

    @Override
    public Expectation visitIsTrue(IsTrueContext it) {
        return new Expectation.IsTrue(elements.location(it.getStart()));
    }

    @Override
    public Expectation visitCompared(ComparedContext it) {
        Token value = it.comparedValue().getStart();
        return new Expectation.Compared(
                elements.location(it.getStart()), comparison(it.comparison().getText()), elements.literal(value));
    }

    @Override
    public Expectation visitSameOnEveryNode(SameOnEveryNodeContext it) {
        return new Expectation.SameOnEveryNode(elements.location(it.getStart()));
    }

    private static Comparison comparison(String symbol) {
        return Arrays.stream(Comparison.values())
                .filter(it -> it.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }
}
