package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.language.analysis.VersionRange;
import dev.amig.language.tree.ServiceRequirement;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code APPLICATION VERSION} and {@code REQUIRES}. */
final class Versions {
    private static final String CLICKHOUSE = "clickhouse";
    private static final String POSTGRES = "postgres";

    private final Plan plan;
    private final Asking asking;

    Versions(Plan plan, Asking asking) {
        this.plan = plan;
        this.asking = asking;
    }

    Optional<String> application(Optional<String> version) {
        if (plan.applicationVersion().isEmpty()) {
            return Optional.empty();
        }
        String range = plan.applicationVersion().get();
        if (version.isEmpty()) {
            return Optional.of("the migration is for application version " + range
                    + ", and nothing says which one this is; set application_version in amig.yaml");
        }
        return VersionRange.parse(range).contains(version.get())
                ? Optional.empty()
                : Optional.of("the migration is for application version " + range + ", this is " + version.get());
    }

    /** Asks every node, also when no range is given: a node that does not answer must be known before the first action. */
    Optional<String> services() throws InterruptedException {
        for (ServiceRequirement requirement : plan.requires()) {
            if (!isFor(requirement, CLICKHOUSE) && !isFor(requirement, POSTGRES)) {
                return Optional.of("the version of " + requirement.service().value()
                        + " cannot be asked for by this version of amig; it knows clickhouse and postgres");
            }
        }
        Optional<String> servers = fit(CLICKHOUSE, plan.nodes(), "SELECT version()");
        return servers.isPresent()
                ? servers
                : fit(POSTGRES, databases(), "SELECT split_part(current_setting('server_version'), ' ', 1)");
    }

    private Optional<String> fit(String service, List<Node> nodes, String question) throws InterruptedException {
        Map<Node, String> versions = new ConcurrentHashMap<>();
        Optional<String> silent = NodeSurvey.complaints(nodes, node -> {
            versions.put(node, asking.value(node, question).toString());
            return Optional.empty();
        });
        return silent.isPresent() ? silent : misfit(service, nodes, versions);
    }

    private Optional<String> misfit(String service, List<Node> nodes, Map<Node, String> versions)
            throws InterruptedException {
        for (ServiceRequirement requirement : plan.requires()) {
            String text = requirement.versionRange().value();
            VersionRange range = VersionRange.parse(text);
            Optional<String> others = NodeSurvey.complaints(
                    isFor(requirement, service) ? nodes : List.of(),
                    node -> range.contains(versions.get(node))
                            ? Optional.empty()
                            : Optional.of(node + " runs " + versions.get(node)));
            if (others.isPresent()) {
                return Optional.of("the migration needs " + service + " " + text + ", " + others.get());
            }
        }
        return Optional.empty();
    }

    private static boolean isFor(ServiceRequirement requirement, String service) {
        return requirement.service().value().equalsIgnoreCase(service);
    }

    /** Those that actions work on; if only their version is asked for, the one that is meant without a name. */
    private List<Node> databases() {
        List<Node> used = plan.actions().stream()
                .flatMap(action -> action.nodes().stream())
                .map(NodePlan::node)
                .filter(Node::isPostgres)
                .distinct()
                .toList();
        boolean required = plan.requires().stream().anyMatch(it -> isFor(it, POSTGRES));
        return used.isEmpty() && required ? List.of(Node.postgres("")) : used;
    }
}
