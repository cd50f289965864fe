package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.VersionRange;
import dev.amig.language.tree.ServiceRequirement;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedCheck;
import dev.amig.transport.QueryException;
import dev.amig.verify.Truth;
import java.util.List;
import java.util.Optional;

/** What must hold before the first action, in the order of EXECUTION.md, section 3. Reads only. */
public final class StartChecks {
    private static final String CLICKHOUSE = "clickhouse";
    private static final String POSTGRES = "postgres";

    private final Plan plan;
    private final Journal journal;
    private final Asking asking;
    private final Optional<String> applicationVersion;

    /** @param applicationVersion of the application that the cluster serves, where the configuration tells it */
    public StartChecks(Plan plan, Journal journal, Asking asking, Optional<String> applicationVersion) {
        this.plan = plan;
        this.journal = journal;
        this.asking = asking;
        this.applicationVersion = applicationVersion;
    }

    private interface Check {
        StartCheck look() throws QueryException;
    }

    /** The first check that does not pass; the ones after it are not made. */
    public StartCheck check() {
        List<Check> checks = List.of(
                this::applicationVersionFits,
                this::servicesFit,
                this::isRequired,
                this::dependenciesAreDone,
                () -> allTrue("PRECHECK", plan.prechecks()),
                () -> allTrue("HEALTHCHECK", plan.healthChecks()));
        try {
            for (Check check : checks) {
                StartCheck result = check.look();
                if (!(result instanceof StartCheck.Passed)) {
                    return result;
                }
            }
            return new StartCheck.Passed();
        } catch (QueryException e) {
            return new StartCheck.Refused(e.node() + ": " + e.getMessage());
        }
    }

    private StartCheck applicationVersionFits() {
        if (plan.applicationVersion().isEmpty()) {
            return new StartCheck.Passed();
        }
        String range = plan.applicationVersion().get();
        if (applicationVersion.isEmpty()) {
            return new StartCheck.Refused("the migration is for application version " + range
                    + ", and nothing says which one this is; set application_version in amig.yaml");
        }
        return VersionRange.parse(range).contains(applicationVersion.get())
                ? new StartCheck.Passed()
                : new StartCheck.Refused(
                        "the migration is for application version " + range + ", this is " + applicationVersion.get());
    }

    /** Asks every node, also when no range is given: a node that does not answer must be known before the first action. */
    private StartCheck servicesFit() throws QueryException {
        for (ServiceRequirement requirement : plan.requires()) {
            String service = requirement.service().value();
            if (!service.equalsIgnoreCase(CLICKHOUSE) && !service.equalsIgnoreCase(POSTGRES)) {
                return new StartCheck.Refused("the version of " + service
                        + " cannot be asked for by this version of amig; it knows clickhouse and postgres");
            }
        }
        StartCheck servers = versionsFit(CLICKHOUSE, plan.nodes(), "SELECT version()");
        return servers instanceof StartCheck.Passed
                ? versionsFit(POSTGRES, databases(), "SELECT split_part(current_setting('server_version'), ' ', 1)")
                : servers;
    }

    private StartCheck versionsFit(String service, List<Node> nodes, String question) throws QueryException {
        for (Node node : nodes) {
            String version = asking.value(node, question).toString();
            for (ServiceRequirement requirement : plan.requires()) {
                String range = requirement.versionRange().value();
                if (requirement.service().value().equalsIgnoreCase(service)
                        && !VersionRange.parse(range).contains(version)) {
                    return new StartCheck.Refused(
                            "the migration needs " + service + " " + range + ", " + node + " runs " + version);
                }
            }
        }
        return new StartCheck.Passed();
    }

    /** Those that actions work on; if only their version is asked for, the one that is meant without a name. */
    private List<Node> databases() {
        List<Node> used = plan.actions().stream()
                .flatMap(action -> action.nodes().stream())
                .map(NodePlan::node)
                .filter(Node::isPostgres)
                .distinct()
                .toList();
        boolean required =
                plan.requires().stream().anyMatch(it -> it.service().value().equalsIgnoreCase(POSTGRES));
        return used.isEmpty() && required ? List.of(Node.postgres("")) : used;
    }

    private StartCheck isRequired() throws QueryException {
        for (NodePlan asked : plan.requiredWhen()) {
            if (Truth.of(asking.value(asked.node(), asked.statements().get(0).sql()))) {
                return new StartCheck.Passed();
            }
        }
        return plan.requiredWhen().isEmpty()
                ? new StartCheck.Passed()
                : new StartCheck.NotRequired("REQUIRED WHEN is false on " + names(plan.requiredWhen()));
    }

    private StartCheck dependenciesAreDone() {
        for (String dependency : plan.dependsOn()) {
            Optional<Run> run = journal.latestRun(plan.cluster(), dependency);
            boolean done = run.map(Run::status)
                    .filter(status -> status.satisfiesDependents())
                    .isPresent();
            if (!done) {
                String status = run.map(found -> found.status().title()).orElse(RunStatus.NOT_STARTED.title());
                return new StartCheck.Refused("it depends on " + dependency + ", which is: " + status);
            }
        }
        return new StartCheck.Passed();
    }

    private StartCheck allTrue(String keyword, List<PlannedCheck> checks) throws QueryException {
        for (PlannedCheck check : checks) {
            for (PlannedCheck.Question question : check.questions()) {
                Object answer = asking.value(question.node(), question.query().sql());
                if (!Truth.of(answer)) {
                    return new StartCheck.Refused("%s (%s) on %s: %s"
                            .formatted(keyword, check.location(), question.node(), question.message()));
                }
            }
        }
        return new StartCheck.Passed();
    }

    private static String names(List<NodePlan> plans) {
        return String.join(
                ", ", plans.stream().map(plan -> plan.node().toString()).toList());
    }
}
