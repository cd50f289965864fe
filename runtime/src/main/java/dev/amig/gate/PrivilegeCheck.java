package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.gate.privilege.Privilege;
import dev.amig.gate.privilege.StatementPrivileges;
import dev.amig.plan.NodePlan;
import dev.amig.plan.OwnedTables;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.PlannedCheck;
import dev.amig.plan.Statement;
import dev.amig.transport.QueryException;
import dev.amig.verify.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether amig's user may do what the plan asks of a node, forward and back, and what amig needs itself. Asked with {@code CHECK
 * GRANT}, which has no effect; a server that does not know it (before 24.11) is not asked.
 */
final class PrivilegeCheck {
    private static final Privilege FLUSH_LOGS = new Privilege("SYSTEM FLUSH LOGS", "*.*");
    private static final int SYNTAX_ERROR = 62;

    private final Asking asking;
    private final Map<Node, Set<Privilege>> needed = new HashMap<>();
    private final ReplicaPrivileges ofReplicas;

    PrivilegeCheck(Plan plan, Asking asking) {
        this.asking = asking;
        // Nodes do much the same: each text is taken apart once.
        Map<String, Set<Privilege>> known = new HashMap<>();
        this.ofReplicas = new ReplicaPrivileges(plan, asking);
        plan.actions()
                .forEach(action -> action.nodes().forEach(it -> {
                    need(known, it.node(), sql(action, it));
                    needToCount(action, it.node());
                }));
        Stream.concat(plan.prechecks().stream(), plan.healthChecks().stream())
                .map(PlannedCheck::questions)
                .flatMap(List::stream)
                .forEach(it -> need(known, it.node(), Stream.of(it.query())));
    }

    private static Stream<Statement> sql(PlannedAction action, NodePlan plan) {
        Stream<Statement> both = Stream.concat(plan.statements().stream(), plan.rollback().stream());
        return action instanceof PlannedAction.Verify verify
                        && verify.onMismatch().containsKey(plan.node().id())
                ? Stream.concat(
                        both, Stream.of(verify.onMismatch().get(plan.node().id())))
                : both;
    }

    private void need(Map<String, Set<Privilege>> known, Node node, Stream<Statement> statements) {
        Set<Privilege> ofNode = needed.computeIfAbsent(node, unused -> new LinkedHashSet<>());
        // Whoever may use one chunk's staging table may use all of them.
        statements
                .map(it -> OwnedTables.ofFirstAttempt(it.sql()))
                .forEach(it -> ofNode.addAll(known.computeIfAbsent(it, StatementPrivileges::of)));
    }

    /** A destination that has to be empty is looked at, which its preview does not say. */
    private void needToCount(PlannedAction action, Node node) {
        if (action instanceof PlannedAction.Copy copy && !copy.append()) {
            String destination = copy.tasks().get(node.id()).destination().sql();
            needed.get(node).add(new Privilege("SELECT", destination));
        }
    }

    Optional<String> complaint(Node node) throws QueryException {
        Set<Privilege> all = new LinkedHashSet<>(needed.getOrDefault(node, Set.of()));
        all.add(FLUSH_LOGS);
        all.addAll(ofReplicas.on(node));
        try {
            return has(node, all)
                    ? Optional.empty()
                    : tell(node, ofReplicas.withoutThoseOfPlainTables(node, missing(node, all)));
        } catch (QueryException e) {
            if (e.code() == SYNTAX_ERROR) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean has(Node node, Set<Privilege> privileges) throws QueryException {
        String list = privileges.stream().map(Privilege::toString).collect(Collectors.joining(", "));
        return Truth.of(asking.value(node, "CHECK GRANT " + list));
    }

    private List<Privilege> missing(Node node, Set<Privilege> all) throws QueryException {
        List<String> granted =
                asking.values(node, "SHOW GRANTS").stream().map(String::valueOf).toList();
        List<Privilege> missing = new ArrayList<>();
        for (Privilege privilege : all) {
            if (!has(node, Set.of(privilege)) && !isGrantedForColumns(granted, privilege)) {
                missing.add(privilege);
            }
        }
        return missing;
    }

    /** {@code GRANT SELECT(a, b) ON db.t}: whether these are the columns that are read is the server's to know. */
    private static boolean isGrantedForColumns(List<String> granted, Privilege privilege) {
        String table = privilege.object().substring(privilege.object().lastIndexOf('.') + 1);
        return granted.stream()
                .filter(grant -> grant.contains(" " + privilege.access() + "(")
                        || grant.contains("," + privilege.access() + "("))
                .anyMatch(grant -> grant.contains("." + table + " "));
    }

    private Optional<String> tell(Node node, List<Privilege> missing) throws QueryException {
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String user = asking.value(node, "SELECT currentUser()").toString();
        String database = asking.value(node, "SELECT currentDatabase()").toString();
        String grants = missing.stream()
                .map(it -> "GRANT " + it.in(database).forOwnedTables() + " TO " + user)
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of("%s: amig's user lacks what the migration needs there: %s".formatted(node, grants));
    }
}
