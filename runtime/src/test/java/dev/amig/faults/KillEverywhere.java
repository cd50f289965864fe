package dev.amig.faults;

import dev.amig.faults.KillPoint.Moment;
import dev.amig.faults.KilledRunner.Victim;
import dev.amig.faults.Recovery.Reference;
import dev.amig.journal.Run;
import dev.amig.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One scenario, once for every place at which its runner can be killed. */
public final class KillEverywhere {
    /** Most that die in one process, to begin which takes as much as a dozen of them. */
    private static final int VICTIMS = 120;

    private static final int PROCESSES = 1;
    /** Of a build, which takes not always the same ones. */
    private static final int FIRST = Integer.getInteger("amig.kill.first", (int) (System.nanoTime() / 1000 % 840));
    /** Places at the end of a beginning that may be others where it goes on. */
    private static final int END = 5;

    private static final int FURNISHERS = 4;
    /** They wait for a server's log most of the time. */
    private static final int RECOVERIES = 12;

    private final Address address;
    private final Scenario scenario;

    public KillEverywhere(Address address, Scenario scenario) {
        this.address = address;
        this.scenario = scenario;
    }

    /**
     * What came of it.
     *
     * @param places   where a runner was killed
     * @param inDoubt  statements of which only a person could say whether they were done, each with its place
     * @param problems empty when all is as it would be without a kill
     */
    public record Report(String scenario, int places, List<String> inDoubt, List<String> problems) {
        public void assertAllWell() {
            System.out.printf(
                    "%s: killed at %d places, -Damig.kill.first=%d; %d needed a person's word %s%n",
                    scenario, places, FIRST, inDoubt.size(), inDoubt);
            if (!problems.isEmpty()) {
                throw new AssertionError(scenario + ": " + problems.size() + " of " + places + " places went wrong:\n"
                        + String.join("\n", problems));
            }
        }
    }

    public Report run() throws Exception {
        ExecutorService recoveries = Executors.newFixedThreadPool(RECOVERIES);
        try (Workbench bench = new Workbench(address)) {
            KillSwitch counting = KillSwitch.counting();
            Reference reference = undisturbed(bench, scenario.name() + "_ref", counting);
            List<Victim> victims = victims(counting, known(bench));
            List<Future<Recovery>> recovered = killAll(bench, victims, reference, recoveries);
            return report(bench, victims, recovered);
        } finally {
            recoveries.shutdownNow();
        }
    }

    private Reference undisturbed(Workbench bench, String database, KillSwitch counting) throws Exception {
        furnish(bench, database);
        RunResult result = bench.drive(scenario, database, counting);
        Run run = bench.latestRun(scenario, database).orElseThrow();
        if (run.status() != scenario.expected()) {
            throw new AssertionError("undisturbed: " + result.sentence());
        }
        QueryLog.flush(bench);
        return new Reference(
                Snapshot.of(bench, database), QueryLog.of(bench).of(run.id()).finished());
    }

    private void furnish(Workbench bench, String database) throws Exception {
        bench.furnish(database);
        scenario.prepare(bench, database);
    }

    /** How often each moment passes before anything new comes; the last few places of a run are those of its end. */
    private KillSwitch known(Workbench bench) throws Exception {
        KillSwitch counting = KillSwitch.counting();
        if (scenario.beginning().isPresent()) {
            String database = scenario.name() + "_begin";
            furnish(bench, database);
            bench.drive(scenario.beginning().get(), database, counting);
        }
        return counting;
    }

    private List<Victim> victims(KillSwitch counted, KillSwitch known) {
        List<Victim> victims = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            int step = Integer.getInteger("amig.kill.step", scenario.step(moment));
            int first = Math.max(1, known.count(moment) - END);
            for (int number = first; number <= counted.count(moment); number++) {
                KillPoint point = new KillPoint(moment, number);
                if ((number + FIRST) % step == 0) {
                    victims.add(new Victim(scenario.name() + "_" + point.name(), point));
                }
            }
        }
        return victims;
    }

    private List<Future<Recovery>> killAll(
            Workbench bench, List<Victim> victims, Reference reference, ExecutorService recoveries) throws Exception {
        ExecutorService killers = Executors.newFixedThreadPool(PROCESSES);
        try {
            int size = Math.min(VICTIMS, (victims.size() + PROCESSES - 1) / PROCESSES);
            List<Callable<List<Future<Recovery>>>> batches = new ArrayList<>();
            for (int from = 0; from < victims.size(); from += size) {
                List<Victim> batch = victims.subList(from, Math.min(victims.size(), from + size));
                batches.add(() -> kill(bench, batch, reference, recoveries));
            }
            List<Future<Recovery>> recovered = new ArrayList<>();
            for (Future<List<Future<Recovery>>> batch : killers.invokeAll(batches)) {
                recovered.addAll(batch.get());
            }
            return recovered;
        } finally {
            killers.shutdownNow();
        }
    }

    private List<Future<Recovery>> kill(
            Workbench bench, List<Victim> batch, Reference reference, ExecutorService recoveries) throws Exception {
        furnish(bench, batch);
        new Killing(address, scenario.getClass()).kill(batch);
        return batch.stream()
                .map(it -> recoveries.submit(() -> recover(bench, reference, it)))
                .toList();
    }

    private void furnish(Workbench bench, List<Victim> batch) throws Exception {
        ExecutorService furnishers = Executors.newFixedThreadPool(FURNISHERS);
        try {
            List<Callable<Void>> each = new ArrayList<>();
            batch.forEach(it -> each.add(() -> {
                furnish(bench, it.database());
                return null;
            }));
            for (Future<Void> one : furnishers.invokeAll(each)) {
                one.get();
            }
        } finally {
            furnishers.shutdownNow();
        }
    }

    private Recovery recover(Workbench bench, Reference reference, Victim victim) throws Exception {
        Recovery recovery = new Recovery(bench, scenario, reference, victim.database());
        recovery.goOn();
        bench.clear(victim.database());
        return recovery;
    }

    private Report report(Workbench bench, List<Victim> victims, List<Future<Recovery>> recovered) throws Exception {
        List<String> inDoubt = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Future<Recovery> recovery : recovered) {
            await(recovery);
        }
        QueryLog.flush(bench);
        QueryLog log = QueryLog.of(bench);
        for (int i = 0; i < victims.size(); i++) {
            KillPoint point = victims.get(i).point();
            try {
                Recovery recovery = recovered.get(i).get();
                recovery.asked().forEach(it -> inDoubt.add(it + " " + point));
                recovery.problems(log).forEach(it -> problems.add("  killed " + point + ": " + it));
            } catch (ExecutionException e) {
                problems.add("  killed " + point + ": " + e.getCause());
            }
        }
        return new Report(scenario.name(), victims.size(), inDoubt, problems);
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            // Told with its place, later.
            return;
        }
    }
}
