package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedCheck;
import dev.amig.transport.QueryException;
import dev.amig.verify.Truth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What must hold before the first action, in the order of EXECUTION.md, section 3. The lease is held by then. Reads only. */
public final class StartChecks {
    private final Plan plan;
    private final Journal journal;
    private final Asking asking;
    private final StartConditions conditions;

    public StartChecks(Plan plan, Journal journal, Asking asking, StartConditions conditions) {
        this.plan = plan;
        this.journal = journal;
        this.asking = asking;
        this.conditions = conditions;
    }

    private interface Check {
        StartCheck look() throws QueryException, InterruptedException;
    }

    /** What is wrong, for a person. */
    private interface Complaint {
        Optional<String> look() throws QueryException, InterruptedException;
    }

    /** The first check that does not pass; the ones after it count for nothing. */
    public StartCheck check() throws InterruptedException {
        try {
            StartCheck first = firstOf(List.of(
                    refusing(() -> new UnderWay(plan, journal, asking).tooMany(conditions)),
                    refusing(() -> new Versions(plan, asking).application(conditions.applicationVersion()))));
            return first instanceof StartCheck.Passed ? firstOf(ofServers()) : first;
        } catch (QueryException e) {
            return new StartCheck.Refused(NodeSurvey.told(e));
        }
    }

    private List<Check> ofServers() {
        List<Node> servers = plan.nodes();
        return List.of(
                meanwhile(() -> new UnderWay(plan, journal, asking).strangers(servers)),
                meanwhile(new Versions(plan, asking)::services),
                this::isRequired,
                refusing(this::dependencies),
                refusing(() -> allTrue("PRECHECK", plan.prechecks())),
                refusing(() -> allTrue("HEALTHCHECK", plan.healthChecks())),
                meanwhile(() -> NodeSurvey.complaints(servers, new Readiness(asking)::complaint)),
                meanwhile(() -> NodeSurvey.complaints(servers, new PrivilegeCheck(plan, asking)::complaint)));
    }

    private static StartCheck firstOf(List<Check> checks) throws QueryException, InterruptedException {
        for (Check check : checks) {
            StartCheck result = check.look();
            if (!(result instanceof StartCheck.Passed)) {
                return result;
            }
        }
        return new StartCheck.Passed();
    }

    /** Looks at once, beside the checks before it: every question has its way there and back. What the author asks is asked in turn. */
    private static Check meanwhile(Complaint complaint) {
        FutureTask<Optional<String>> looking = new FutureTask<>(complaint::look);
        Thread thread = new Thread(looking, "amig-start-check");
        thread.setDaemon(true);
        thread.start();
        return refusing(() -> found(looking));
    }

    private static Optional<String> found(FutureTask<Optional<String>> looking)
            throws QueryException, InterruptedException {
        try {
            return looking.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QueryException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Check refusing(Complaint complaint) {
        return () -> complaint.look().<StartCheck>map(StartCheck.Refused::new).orElseGet(StartCheck.Passed::new);
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

    private Optional<String> dependencies() {
        for (String dependency : plan.dependsOn()) {
            Optional<Run> run = journal.latestRun(plan.cluster(), dependency);
            boolean done = run.map(Run::status)
                    .filter(status -> status.satisfiesDependents())
                    .isPresent();
            if (!done) {
                String status = run.map(found -> found.status().title()).orElse(RunStatus.NOT_STARTED.title());
                return Optional.of("it depends on " + dependency + ", which is: " + status);
            }
        }
        return Optional.empty();
    }

    private Optional<String> allTrue(String keyword, List<PlannedCheck> checks) throws QueryException {
        for (PlannedCheck check : checks) {
            for (PlannedCheck.Question question : check.questions()) {
                Object answer = asking.value(question.node(), question.query().sql());
                if (!Truth.of(answer)) {
                    return Optional.of("%s (%s) on %s: %s"
                            .formatted(keyword, check.location(), question.node(), question.message()));
                }
            }
        }
        return Optional.empty();
    }

    private static String names(List<NodePlan> plans) {
        return String.join(
                ", ", plans.stream().map(plan -> plan.node().toString()).toList());
    }
}
