package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.ColumnContext;
import dev.amig.language.parser.AmigParser.CopyClauseContext;
import dev.amig.language.parser.AmigParser.CopyContext;
import dev.amig.language.parser.AmigParser.QuantityContext;
import dev.amig.language.sql.Identifiers;
import dev.amig.language.tree.ChunkSize;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Copy.Parallelism;
import dev.amig.language.tree.Copy.Throttle;
import dev.amig.language.tree.CopyColumn;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Target;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.antlr.v4.runtime.Token;

/** {@code COPY}. */
final class CopyBuilder {
    private final Elements elements;
    private final OptionBuilder options;

    CopyBuilder(Elements elements, OptionBuilder options) {
        this.elements = elements;
        this.options = options;
    }

    Copy copy(CopyContext statement) {
        var clauses = statement.copyClause();
        return new Copy(
                elements.location(statement.getStart()),
                elements.name(statement.name()),
                Optional.ofNullable(statement.text()).map(elements::text),
                elements.table(statement.table(0)),
                elements.table(statement.table(1)),
                placement(statement),
                one(clauses, it -> it.COLUMNS() != null)
                        .map(it -> it.column().stream().map(this::column).toList()),
                one(clauses, it -> it.WHERE() != null).map(it -> elements.island(it.island())),
                one(clauses, it -> it.CHUNK() != null).map(this::chunks),
                one(clauses, it -> it.PARALLEL() != null).map(this::parallelism),
                one(clauses, it -> it.READ() != null)
                        .filter(it -> it.LIVE() != null)
                        .isPresent(),
                one(clauses, it -> it.SHORTCUT() != null).isPresent(),
                one(clauses, it -> it.APPEND() != null).isPresent(),
                clauses.stream()
                        .filter(it -> it.THROTTLE() != null)
                        .map(this::throttle)
                        .toList(),
                options.of(statement.option()),
                ActionBuilder.rollback(elements, statement.rollback()));
    }

    private Optional<CopyClauseContext> one(List<CopyClauseContext> clauses, Predicate<CopyClauseContext> mark) {
        return elements.one(clauses, mark);
    }

    private Placement placement(CopyContext statement) {
        var placements = statement.placement();
        if (placements.isEmpty()) {
            elements.problem(
                    statement.getStart(),
                    "this COPY has no target",
                    Optional.of("add ON EACH SHARD: every shard copies its own rows"));
            return new Placement(new Target.EachShard(elements.location(statement.getStart())), OptionalInt.empty());
        }
        if (placements.size() > 1) {
            elements.problem(placements.get(1).getStart(), "a second target; one is enough");
        }
        return elements.placement(placements.get(0));
    }

    private CopyColumn column(ColumnContext column) {
        var location = elements.location(column.getStart());
        Island expression = elements.written(column.expression());
        if (column.name() != null) {
            return new CopyColumn(location, elements.name(column.name()), Optional.of(expression));
        }
        Token start = column.expression().getStart();
        boolean isName = start == column.expression().getStop() && isName(start, expression.text());
        if (!isName) {
            elements.problem(
                    start,
                    "'%s' is no column's name".formatted(Tokens.shortened(expression.text())),
                    Optional.of("an expression says which column it fills: %s AS name"
                            .formatted(Tokens.shortened(expression.text()))));
        }
        String name =
                start.getType() == AmigLexer.BACKTICKED ? Identifiers.unquote(expression.text()) : expression.text();
        return new CopyColumn(location, new Name(location, name), Optional.empty());
    }

    /** Any word: a column may be called like a keyword. */
    private static boolean isName(Token token, String text) {
        return token.getType() == AmigLexer.BACKTICKED || Identifiers.isPlain(text);
    }

    private ChunkSize chunks(CopyClauseContext clause) {
        var location = elements.location(clause.getStart());
        if (clause.PARTITION() != null) {
            return new ChunkSize.Partition(location);
        }
        return clause.ROWS() != null
                ? new ChunkSize.Rows(location, elements.rows(clause.quantity()))
                : bytes(clause.quantity(), clause);
    }

    private ChunkSize bytes(QuantityContext quantity, CopyClauseContext clause) {
        return new ChunkSize.Bytes(elements.location(clause.getStart()), elements.size(quantity));
    }

    private Parallelism parallelism(CopyClauseContext clause) {
        return new Parallelism(
                clause.AUTO() != null
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                elements.number(clause.INTEGER().getSymbol(), "PARALLEL takes at least 1, or AUTO")));
    }

    private Throttle throttle(CopyClauseContext clause) {
        return new Throttle(
                elements.location(clause.getStart()), elements.text(clause.text()), elements.island(clause.island()));
    }
}
