package dev.amig.run;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.copy.CopyDamage;
import dev.amig.copy.CopyException;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.run.RepairResult.Ending;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Mends the copies of a run that waits for a person. The run stays as it is: who goes on with it compares again. */
final class RunRepair {
    private final Journal journal;
    private final RunSession session;
    private final CopyNodes copies;
    private final Heartbeat heartbeat;
    private final Run run;
    private final List<Node> nodes;
    private final QuestionKiller questions;

    RunRepair(Journal journal, RunSession session, CopyNodes copies, Heartbeat heartbeat, Cluster cluster) {
        this.journal = journal;
        this.session = session;
        this.copies = copies;
        this.heartbeat = heartbeat;
        this.run = session.run();
        this.nodes = cluster.nodes();
        this.questions = new QuestionKiller(copies.asking());
    }

    /** @param agrees is shown what differs, and says whether that is to be copied again */
    RepairResult repair(Predicate<List<CopyDamage>> agrees) throws InterruptedException {
        Optional<String> obstacle = new RepairCheck(journal, run, nodes).whyNot();
        if (obstacle.isPresent()) {
            return result(Ending.REFUSED, List.of(), obstacle.get());
        }
        session.board().migration(run.title(), 1);
        listen();
        ActivityRecorder activity = session.showEverybody();
        try {
            CopyRepairs repairs = CopyRepairs.of(journal, session, copies, nodes);
            if (repairs.isUnderWay()) {
                repairs.tellGoingOn();
                return goOn(repairs, List.of());
            }
            return begin(repairs, agrees);
        } finally {
            questions.end();
            activity.close();
            copies.asking().cancelAll();
        }
    }

    private RepairResult begin(CopyRepairs repairs, Predicate<List<CopyDamage>> agrees) throws InterruptedException {
        CopyRepairs.Outcome<CopyDamage> survey = repairs.survey();
        if (survey.failure().isPresent()) {
            return result(
                    Ending.REFUSED,
                    survey.found(),
                    "nothing was repaired: " + survey.failure().get());
        }
        List<CopyDamage> damaged =
                survey.found().stream().filter(CopyDamage::isDamaged).toList();
        if (damaged.isEmpty()) {
            return result(Ending.NOTHING_DIFFERS, survey.found(), nothingDiffers(survey.found()));
        }
        noteLaterSteps(damaged);
        if (!agrees.test(survey.found())) {
            return result(Ending.NOT_AGREED, survey.found(), "nothing was repaired: nobody said yes");
        }
        session.note(Event.Kind.NOTE, null, null, null, agreed(damaged));
        try {
            repairs.plan(damaged);
        } catch (CopyException e) {
            return result(Ending.REFUSED, survey.found(), "nothing was repaired: " + e.getMessage());
        }
        return goOn(repairs, survey.found());
    }

    private RepairResult goOn(CopyRepairs repairs, List<CopyDamage> found) throws InterruptedException {
        CopyRepairs.Outcome<Integer> outcome = repairs.goOn();
        if (outcome.failure().isPresent()) {
            String sentence = "the repair is not ended: %s; 'amig repair %s' goes on with it"
                    .formatted(outcome.failure().get(), run.migration());
            session.note(Event.Kind.NOTE, null, null, null, sentence);
            return result(Ending.UNFINISHED, found, sentence);
        }
        int partitions = outcome.found().stream().mapToInt(it -> it).sum();
        return result(
                Ending.REPAIRED,
                found,
                "%d %s the same now; run %d of %s is %s: 'amig resume %s' goes on with it"
                        .formatted(
                                partitions,
                                partitions == 1
                                        ? "partition was copied again and is"
                                        : "partitions were copied again and are",
                                run.id(),
                                run.title(),
                                run.status().title(),
                                run.migration()));
    }

    private void noteLaterSteps(List<CopyDamage> damaged) {
        Set<String> copies = damaged.stream().map(CopyDamage::action).collect(Collectors.toSet());
        List<String> steps = new RepairCheck(journal, run, nodes).stepsAfter(copies);
        if (!steps.isEmpty()) {
            String text =
                    "done since the copy, and not done again on what is copied again: " + String.join(", ", steps);
            session.note(Event.Kind.NOTE, null, null, null, text);
        }
    }

    private static String nothingDiffers(List<CopyDamage> found) {
        String notLookedAt = found.stream()
                .flatMap(it -> it.notLookedAt().stream()
                        .map(why -> "; %s on %s was not looked at: %s".formatted(it.action(), it.node(), why)))
                .collect(Collectors.joining());
        return "nothing differs, so nothing was repaired" + notLookedAt;
    }

    private static String agreed(List<CopyDamage> damaged) {
        return System.getProperty("user.name") + " said yes to copying again: "
                + damaged.stream()
                        .map(it -> "%s on %s: %s"
                                .formatted(
                                        it.action(),
                                        it.node(),
                                        it.partitions().stream()
                                                .map(CopyDamage.PartitionDamage::sentence)
                                                .collect(Collectors.joining("; "))))
                        .collect(Collectors.joining("; "));
    }

    private RepairResult result(Ending ending, List<CopyDamage> found, String sentence) {
        return new RepairResult(journal.run(run.id()).orElseThrow(), ending, found, sentence);
    }

    // ---- a stop

    /** What the nodes run is killed; whoever waits for it hears of its end, and nothing new begins. */
    private void listen() {
        session.desk().on(Request.Kind.STOP, request -> {
            String reason = "stopped by " + request.byWhomAndWhy();
            copies.stop().request(reason);
            return Optional.of(Answer.accepted(reason + ": the repair ends where it is"));
        });
        copies.stop().onRequest(this::killAll);
        copies.stop().onAbandon(this::killAll);
        heartbeat.listening(session::lookForRequests);
    }

    private void killAll() {
        copies.active().killFromNowOn(queryId -> true);
        questions.start();
    }
}
