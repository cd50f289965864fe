package dev.amig.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A process that drives runners, each to its {@link KillPoint}, and then ends itself with SIGKILL: no hook runs, no connection is
 * closed, nothing is written. Several runners die together, so that a hundred places do not need a hundred starts of Java.
 *
 * <p>Reads from its standard input, a line each: the scenario's class, the servers, the databases with their places.
 */
final class KilledRunner {
    private static final int PATIENCE_SECONDS = 60;
    /** More of them than this would wait for each other. */
    private static final int AT_ONCE = 6;

    private final Semaphore alive = new Semaphore(AT_ONCE);

    private final Workbench bench;
    private final Scenario scenario;

    private KilledRunner(Workbench bench, Scenario scenario) {
        this.bench = bench;
        this.scenario = scenario;
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Scenario scenario = (Scenario)
                Class.forName(orders.readLine()).getDeclaredConstructor().newInstance();
        Workbench bench = new Workbench(Address.parse(orders.readLine()));
        new KilledRunner(bench, scenario)
                .dieAt(Arrays.stream(orders.readLine().split(" "))
                        .map(Victim::parse)
                        .toList());
    }

    /** One runner, in its own databases. */
    record Victim(String database, KillPoint point) {
        String text() {
            return database + ":" + point.name();
        }

        static Victim parse(String text) {
            String[] parts = text.split(":");
            return new Victim(parts[0], KillPoint.parse(parts[1]));
        }
    }

    private void dieAt(List<Victim> victims) throws InterruptedException, IOException {
        List<KillSwitch> switches = new ArrayList<>();
        for (Victim victim : victims) {
            alive.acquire();
            KillSwitch killSwitch = new KillSwitch(victim.point(), alive::release);
            switches.add(killSwitch);
            start(victim, killSwitch);
        }
        for (int i = 0; i < switches.size(); i++) {
            if (!switches.get(i).await(PATIENCE_SECONDS)) {
                System.out.println(victims.get(i).text() + " was not reached");
                System.out.flush();
                Runtime.getRuntime().halt(1);
            }
        }
        die();
    }

    private void start(Victim victim, KillSwitch killSwitch) {
        Thread thread = new Thread(() -> drive(victim, killSwitch), victim.text());
        thread.setDaemon(true);
        thread.start();
    }

    private void drive(Victim victim, KillSwitch killSwitch) {
        try {
            System.out.println(victim.text() + ": "
                    + bench.drive(scenario, victim.database(), killSwitch).sentence());
        } catch (InterruptedException | RuntimeException e) {
            e.printStackTrace(System.out);
        } finally {
            // It ended without coming to its place; the others shall not wait for it, and it will be told.
            alive.release();
        }
    }

    private static void die() throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill", "-KILL", String.valueOf(ProcessHandle.current().pid()))
                .start();
        TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
    }
}
