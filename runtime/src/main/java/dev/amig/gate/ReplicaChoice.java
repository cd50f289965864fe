package dev.amig.gate;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.cluster.Shard;
import dev.amig.gate.privilege.Privilege;
import dev.amig.gate.privilege.StatementPrivileges;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.plan.Plan;
import dev.amig.plan.Statement;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which replica of each shard {@code ON EACH SHARD} means: the lowest-numbered one that answers, and on which the replicated tables
 * that the plan names take writes and are up to date. Where none is healthy it is the lowest, and the start checks tell why not.
 */
public final class ReplicaChoice {
    /** Seconds behind the others; what is further behind would copy and verify rows of yesterday. */
    private static final int GREAT_DELAY = 300;

    private final Cluster cluster;
    private final Plan draft;
    private final Asking asking;
    private final List<String> passedOver = new ArrayList<>();

    /** @param draft made with any choice: it tells the tables that are involved */
    public ReplicaChoice(Cluster cluster, Plan draft, Asking asking) {
        this.cluster = cluster;
        this.draft = draft;
        this.asking = asking;
    }

    /** Asks no node of a shard that has no choice. */
    public ChosenReplicas choose() {
        Optional<String> question = question();
        return ChosenReplicas.lowest(cluster, node -> isAlone(node) || isHealthy(node, question));
    }

    /** What was chosen and what was not, and why, for a person; empty: there was nothing to choose. */
    public Optional<String> told(ChosenReplicas chosen) {
        if (cluster.shards().stream().allMatch(shard -> shard.replicas().size() == 1)) {
            return Optional.empty();
        }
        String nodes =
                cluster.nodes().stream().filter(chosen::contains).map(Node::id).collect(Collectors.joining(", "));
        String others = passedOver.isEmpty() ? "" : "; not healthy: " + String.join("; ", passedOver);
        return Optional.of("for this run, ON EACH SHARD means " + nodes + others);
    }

    private boolean isAlone(Node node) {
        return cluster.shard(node.shard()).map(Shard::replicas).map(List::size).orElse(0) == 1;
    }

    private boolean isHealthy(Node node, Optional<String> question) {
        try {
            if (question.isEmpty()) {
                asking.value(node, "SELECT 1");
                return true;
            }
            List<Object> complaints = asking.values(node, question.get());
            complaints.forEach(it -> passedOver.add(node.id() + ": " + it));
            return complaints.isEmpty();
        } catch (QueryException e) {
            passedOver.add(node.id() + ": " + e.getMessage());
            return false;
        }
    }

    /** @return empty: the plan names no table */
    private Optional<String> question() {
        Set<String> tables = draft.actions().stream()
                .flatMap(action -> action.nodes().stream())
                .flatMap(node -> node.statements().stream())
                .map(Statement::sql)
                .distinct()
                .flatMap(sql -> StatementPrivileges.of(sql).stream())
                .filter(Privilege::isOnTable)
                .map(it -> condition(QualifiedName.parse(it.object())))
                .collect(Collectors.toSet());
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                ("SELECT concat(database, '.', table, if(is_readonly, ' is read-only', concat(' is ', toString(absolute_delay),"
                                + " ' s behind'))) FROM system.replicas WHERE (is_readonly OR absolute_delay > %d) AND (%s) ORDER BY 1 LIMIT 3")
                        .formatted(GREAT_DELAY, tables.stream().sorted().collect(Collectors.joining(" OR "))));
    }

    private static String condition(QualifiedName table) {
        return "database = %s AND table = %s"
                .formatted(
                        table.database().map(Literals::quote).orElse("currentDatabase()"),
                        Literals.quote(table.table()));
    }
}
