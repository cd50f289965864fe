package dev.amig.cli;

import dev.amig.cluster.Cluster;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.HealthCheck;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Precheck;
import dev.amig.language.tree.RowLoop;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import dev.amig.project.EmbeddedConfig;
import dev.amig.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** A cluster to show a migration on when nobody knows its own: the embedded one, with every shard that the file names. */
final class ExampleCluster {
    private final List<Target> targets;

    private ExampleCluster(ValidMigration migration) {
        this.targets = placements(migration.migration()).map(Placement::target).toList();
    }

    static Cluster of(Project project, ValidMigration migration) {
        EmbeddedConfig embedded = project.configuration().embedded();
        ExampleCluster example = new ExampleCluster(migration);
        String name = migration
                .migration()
                .cluster()
                .map(Name::value)
                .or(() -> project.configuration().defaultCluster())
                .orElse(embedded.name());
        return ClusterFinder.withoutPorts(
                name,
                Math.max(embedded.shards(), example.most(ExampleCluster::shard)),
                Math.max(embedded.replicas(), example.most(ExampleCluster::replica)));
    }

    private int most(ToIntFunction<Target> number) {
        return targets.stream().mapToInt(number).max().orElse(0);
    }

    private static int shard(Target target) {
        if (target instanceof Target.OneReplica one) {
            return one.shard();
        }
        return target instanceof Target.ShardList list
                ? list.shards().stream().mapToInt(Target.ShardRange::last).max().orElse(0)
                : 0;
    }

    private static int replica(Target target) {
        return target instanceof Target.OneReplica one ? one.replica() : 0;
    }

    private static Stream<Placement> placements(Migration migration) {
        return Stream.of(
                        migration.requiredWhen().stream().flatMap(it -> it.placement().stream()),
                        migration.prechecks().stream().map(Precheck::placement).flatMap(Optional::stream),
                        migration.healthChecks().stream()
                                .map(HealthCheck::placement)
                                .flatMap(Optional::stream),
                        migration.progress().stream().flatMap(it -> it.placement().stream()),
                        migration.allActions().stream().flatMap(it -> it.accept(new OfAction())))
                .flatMap(it -> it);
    }

    private static final class OfAction implements Action.Visitor<Stream<Placement>> {
        @Override
        public Stream<Placement> step(Step step) {
            return Stream.concat(Stream.of(step.placement()), step.forEachRow().flatMap(RowLoop::placement).stream());
        }

        @Override
        public Stream<Placement> copy(Copy copy) {
            return Stream.of(copy.placement());
        }

        @Override
        public Stream<Placement> verify(Verify verify) {
            return Stream.of(verify.placement());
        }

        @Override
        public Stream<Placement> verifyCopy(VerifyCopy verifyCopy) {
            return Stream.empty();
        }

        @Override
        public Stream<Placement> waiting(Wait wait) {
            return Stream.of(wait.placement());
        }

        @Override
        public Stream<Placement> confirm(Confirm confirm) {
            return Stream.empty();
        }

        @Override
        public Stream<Placement> swap(Swap swap) {
            return Stream.of(swap.placement());
        }
    }
}
