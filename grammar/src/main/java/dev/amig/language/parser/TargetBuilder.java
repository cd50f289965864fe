package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.AnyNodeContext;
import dev.amig.language.parser.AmigParser.EachContext;
import dev.amig.language.parser.AmigParser.OnPostgresContext;
import dev.amig.language.parser.AmigParser.OneShardContext;
import dev.amig.language.parser.AmigParser.OtherReplicasContext;
import dev.amig.language.parser.AmigParser.ShardListContext;
import dev.amig.language.parser.AmigParser.ShardRangeContext;
import dev.amig.language.source.Location;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Target.ShardRange;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/** {@code ON …}. */
final class TargetBuilder extends AmigParserBaseVisitor<Target> {
    private final Elements elements;

    TargetBuilder(Elements elements) {
        this.elements = elements;
    }

    @Override
    public Target visitAnyNode(AnyNodeContext it) {
        return new Target.AnyNode(place(it));
    }

    @Override
    public Target visitEach(EachContext it) {
        return it.SHARD() != null ? new Target.EachShard(place(it)) : new Target.EachReplica(place(it));
    }

    @Override
    public Target visitOtherReplicas(OtherReplicasContext it) {
        return new Target.OtherReplicas(place(it));
    }

    @Override
    public Target visitOneShard(OneShardContext it) {
        int shard = shard(it.INTEGER(0));
        if (it.REPLICA() != null) {
            return new Target.OneReplica(
                    place(it), shard, elements.number(it.INTEGER(1).getSymbol(), "replicas are counted from 1"));
        }
        return new Target.ShardList(place(it), List.of(new ShardRange(shard, shard)));
    }

    @Override
    public Target visitShardList(ShardListContext it) {
        return new Target.ShardList(
                place(it), it.shardRange().stream().map(this::range).toList());
    }

    @Override
    public Target visitOnPostgres(OnPostgresContext it) {
        return new Target.OnPostgres(place(it), Optional.ofNullable(it.name()).map(elements::name));
    }

    /** Of the word {@code ON}. */
    private Location place(ParserRuleContext place) {
        return elements.location(place.getParent().getStart());
    }

    /** Counted as {@code system.clusters} counts them. */
    private int shard(TerminalNode integer) {
        return elements.number(integer.getSymbol(), "shards are counted from 1");
    }

    private ShardRange range(ShardRangeContext range) {
        int first = shard(range.INTEGER(0));
        int last = range.INTEGER().size() > 1 ? shard(range.INTEGER(1)) : first;
        if (first > last) {
            elements.problem(range.getStart(), "this range runs backwards; write %d..%d".formatted(last, first));
        }
        return new ShardRange(first, last);
    }
}
