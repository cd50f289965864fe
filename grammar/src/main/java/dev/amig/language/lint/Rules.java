package dev.amig.language.lint;

import dev.amig.language.lint.rules.ActionNameTwice;
import dev.amig.language.lint.rules.AnalysisError;
import dev.amig.language.lint.rules.ComputedColumnCopied;
import dev.amig.language.lint.rules.CopyIntoViewSource;
import dev.amig.language.lint.rules.CopyNotDeterministic;
import dev.amig.language.lint.rules.CopyNotVerified;
import dev.amig.language.lint.rules.CopySelectsStar;
import dev.amig.language.lint.rules.CreatedOnOneReplica;
import dev.amig.language.lint.rules.DependencyCycle;
import dev.amig.language.lint.rules.DropColumnBeforeFinalize;
import dev.amig.language.lint.rules.EngineRefuses;
import dev.amig.language.lint.rules.FragileRollback;
import dev.amig.language.lint.rules.IrreversibleWithoutConfirm;
import dev.amig.language.lint.rules.KafkaGroupTwice;
import dev.amig.language.lint.rules.KeeperPathTwice;
import dev.amig.language.lint.rules.LiteralClusterName;
import dev.amig.language.lint.rules.MigrationNameTwice;
import dev.amig.language.lint.rules.MissingRollback;
import dev.amig.language.lint.rules.MutationWithoutWait;
import dev.amig.language.lint.rules.NotIdempotent;
import dev.amig.language.lint.rules.OnClusterOnManyNodes;
import dev.amig.language.lint.rules.OptimizeWithoutTimeout;
import dev.amig.language.lint.rules.PostgresNotNullColumn;
import dev.amig.language.lint.rules.RowLoopOverData;
import dev.amig.language.lint.rules.SwapWithoutConfirm;
import dev.amig.language.lint.rules.SyntaxError;
import dev.amig.language.lint.rules.UndefinedParameter;
import dev.amig.language.lint.rules.UnexplainedIgnore;
import dev.amig.language.lint.rules.UnknownDependency;
import dev.amig.language.lint.rules.UnknownRule;
import dev.amig.language.lint.rules.UnusedIgnore;
import dev.amig.language.lint.rules.UnusedParameter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every rule there is. A class that is not here does not exist; a test compares this with the package. */
public final class Rules {
    /** By name. */
    public static final List<Rule> ALL = Stream.<Rule>of(
                    new ActionNameTwice(),
                    new AnalysisError(),
                    new ComputedColumnCopied(),
                    new CopyIntoViewSource(),
                    new CopyNotDeterministic(),
                    new CopyNotVerified(),
                    new CopySelectsStar(),
                    new CreatedOnOneReplica(),
                    new DependencyCycle(),
                    new DropColumnBeforeFinalize(),
                    new EngineRefuses(),
                    new FragileRollback(),
                    new IrreversibleWithoutConfirm(),
                    new KafkaGroupTwice(),
                    new KeeperPathTwice(),
                    new LiteralClusterName(),
                    new MigrationNameTwice(),
                    new MissingRollback(),
                    new MutationWithoutWait(),
                    new NotIdempotent(),
                    new OnClusterOnManyNodes(),
                    new OptimizeWithoutTimeout(),
                    new PostgresNotNullColumn(),
                    new RowLoopOverData(),
                    new SwapWithoutConfirm(),
                    new SyntaxError(),
                    new UndefinedParameter(),
                    new UnexplainedIgnore(),
                    new UnknownDependency(),
                    new UnknownRule(),
                    new UnusedIgnore(),
                    new UnusedParameter())
            .sorted(Comparator.comparing(Rule::name))
            .toList();

    private Rules() {}

    public static List<String> names() {
        return ALL.stream().map(Rule::name).toList();
    }

    public static Optional<Rule> find(String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    static Rule the(Class<? extends Rule> kind) {
        return ALL.stream().filter(kind::isInstance).findFirst().orElseThrow();
    }
}
