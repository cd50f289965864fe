package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.gate.privilege.Privilege;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.plan.CopyTask;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.transport.QueryException;
import dev.amig.verify.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code COPY} needs beside its statements where a table of it is replicated. Whether it is, only the server knows; so it is
 * asked only where one of these is lacking. Not {@code ALTER CLEAR INDEX}: whether parts will be linked is not known yet, and nobody must be
 * refused who does not need it.
 */
final class ReplicaPrivileges {
    private final Plan plan;
    private final Asking asking;

    ReplicaPrivileges(Plan plan, Asking asking) {
        this.plan = plan;
        this.asking = asking;
    }

    Set<Privilege> on(Node node) {
        return byPrivilege(node).keySet();
    }

    /** The replicated tables for which each is needed, unless they are plain. */
    private Map<Privilege, QualifiedName> byPrivilege(Node node) {
        Map<Privilege, QualifiedName> needed = new LinkedHashMap<>();
        for (PlannedAction action : plan.actions()) {
            if (action instanceof PlannedAction.Copy copy && copy.tasks().containsKey(node.id())) {
                CopyTask task = copy.tasks().get(node.id());
                needed.put(sync(task.source()), task.source());
                needed.put(sync(task.destination()), task.destination());
            }
        }
        return needed;
    }

    private static Privilege sync(QualifiedName table) {
        return new Privilege("SYSTEM SYNC REPLICA", table.sql());
    }

    List<Privilege> withoutThoseOfPlainTables(Node node, List<Privilege> missing) throws QueryException {
        Map<Privilege, QualifiedName> tables = byPrivilege(node);
        List<Privilege> left = new ArrayList<>();
        for (Privilege privilege : missing) {
            if (!tables.containsKey(privilege) || isReplicated(node, tables.get(privilege))) {
                left.add(privilege);
            }
        }
        return left;
    }

    private boolean isReplicated(Node node, QualifiedName table) throws QueryException {
        String database = table.database().map(Literals::quote).orElse("currentDatabase()");
        return Truth.of(asking.value(
                node,
                "SELECT count() > 0 FROM system.tables WHERE database = %s AND name = %s AND match(engine, '^(Replicated|Shared)')"
                        .formatted(database, Literals.quote(table.table()))));
    }
}
