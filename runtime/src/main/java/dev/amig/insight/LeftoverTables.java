package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.insight.Finding.Kind;
import dev.amig.journal.Journal;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.Run;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables with a name as amig gives to its own, of runs that are at their end. Whether one is amig's, only the journal tells: by the
 * id under which it was written down before it was created.
 */
final class LeftoverTables {
    /** As {@link dev.amig.plan.OwnedTables} makes them. */
    private static final Pattern NAME = Pattern.compile(".+__amig_(?:snapshot|chunk)_(\\d+)_.+");

    private final Journal journal;
    private final Servers servers;

    LeftoverTables(Journal journal, Servers servers) {
        this.journal = journal;
        this.servers = servers;
    }

    List<Finding> on(Node node) throws QueryException {
        List<Finding> findings = new ArrayList<>();
        String sql = "SELECT database, name, toString(uuid), comment FROM system.tables"
                + " WHERE match(name, '__amig_(snapshot|chunk)_[0-9]+_') ORDER BY database, name";
        for (List<Object> row : servers.inquiry().rows(node, sql)) {
            Matcher name = NAME.matcher((String) row.get(1));
            if (name.matches()) {
                about(node, row, Long.parseLong(name.group(1))).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> about(Node node, List<Object> row, long number) {
        Optional<Run> run = journal.run(number)
                .filter(it -> it.cluster().equals(servers.cluster().name()));
        boolean owned = run.isPresent() && isOwned(number, node, row);
        if (owned && run.get().status().isOpen()) {
            return Optional.empty();
        }
        String table = row.get(0) + "." + row.get(1);
        return Optional.of(
                owned
                        ? finding(
                                node,
                                "%s was made by run %d of %s, which is %s"
                                        .formatted(
                                                table,
                                                number,
                                                run.get().title(),
                                                run.get().status().title()),
                                "it takes room on the disk, and nobody needs it any more",
                                table)
                        : finding(
                                node,
                                "%s is named as amig names tables of its own, and the journal does not know that amig made it"
                                        .formatted(table),
                                "amig never drops what it cannot prove to be its own; it may be of another journal, look before you drop it",
                                table));
    }

    /** By its id: the table's own, or in a database that gives tables none, the one in its comment. */
    private boolean isOwned(long run, Node node, List<Object> row) {
        return journal.copies().owned(run).stream()
                .filter(it -> it.copy().node().equals(node.id()))
                .map(OwnedTable::id)
                .map(String::valueOf)
                .anyMatch(id ->
                        id.equals(row.get(2)) || String.valueOf(row.get(3)).contains(id));
    }

    private static Finding finding(Node node, String what, String why, String table) {
        return new Finding(
                Kind.LEFTOVER_TABLE,
                node.toString(),
                what,
                Optional.empty(),
                why,
                "DROP TABLE " + table + " SYNC",
                Optional.empty());
    }
}
