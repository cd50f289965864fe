package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.language.analysis.VersionRange;
import dev.amig.language.tree.ServiceRequirement;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import dev.amig.verify.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What must hold before the first action, in the order of EXECUTION.md, section 3. Reads only. */
public final class StartChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Plan plan;
    private final Journal journal;
    private final Function<Node, Transport> transports;
    private final Optional<String> applicationVersion;

    /** @param applicationVersion of the application that the cluster serves, where the configuration tells it */
    public StartChecks(
            Plan plan, Journal journal, Function<Node, Transport> transports, Optional<String> applicationVersion) {
        this.plan = plan;
        this.journal = journal;
        this.transports = transports;
        this.applicationVersion = applicationVersion;
    }

    private interface Check {
        StartCheck look() throws QueryException;
    }

    /** The first check that does not pass; the ones after it are not made. */
    public StartCheck check() {
        List<Check> checks =
                List.of(this::applicationVersionFits, this::servicesFit, this::isRequired, this::dependenciesAreDone);
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
            if (!requirement.service().value().equalsIgnoreCase("clickhouse")) {
                return new StartCheck.Refused(
                        "the version of " + requirement.service().value()
                                + " cannot be asked for by this version of amig; it knows clickhouse");
            }
        }
        for (Node node : plan.nodes()) {
            String version = single(node, "SELECT version()").toString();
            for (ServiceRequirement requirement : plan.requires()) {
                String range = requirement.versionRange().value();
                if (!VersionRange.parse(range).contains(version)) {
                    return new StartCheck.Refused(
                            "the migration needs clickhouse " + range + ", " + node + " runs " + version);
                }
            }
        }
        return new StartCheck.Passed();
    }

    private StartCheck isRequired() throws QueryException {
        for (NodePlan asked : plan.requiredWhen()) {
            if (Truth.of(single(asked.node(), asked.statements().get(0).sql()))) {
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
                String status = run.map(found -> found.status().title()).orElse("Not started");
                return new StartCheck.Refused("it depends on " + dependency + ", which is: " + status);
            }
        }
        return new StartCheck.Passed();
    }

    private Object single(Node node, String sql) throws QueryException {
        String queryId = "amig-check-" + UUID.randomUUID();
        Result result =
                transports.apply(node).execute(Query.of(sql, queryId).withTimeout(PATIENCE), ProgressListener.NONE);
        if (result.rows().size() != 1 || result.columns().size() != 1) {
            throw new QueryException(
                    QueryException.Kind.SERVER,
                    node,
                    queryId,
                    0,
                    "",
                    "a single value was expected of: " + sql + "; got "
                            + result.rows().size() + " rows of "
                            + result.columns().size() + " columns",
                    null);
        }
        return result.rows().get(0).get(0);
    }

    private static String names(List<NodePlan> plans) {
        return String.join(
                ", ", plans.stream().map(plan -> plan.node().toString()).toList());
    }
}
