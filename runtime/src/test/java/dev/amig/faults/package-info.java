/**
 * Faults on purpose: runners that are killed, frozen and started twice, servers that are killed, on a real cluster with a real
 * journal.
 *
 * <p>To kill a runner at every place of a migration of your own, write a {@link dev.amig.faults.Scenario} (a class with a
 * constructor without arguments, as the killed process makes its own) and hand it to {@link dev.amig.faults.KillEverywhere}:
 *
 * <pre>{@code
 * try (FaultSite site = FaultSite.start(home, 2, 1)) {
 *     new KillEverywhere(site.address(), new MyScenario()).run().assertAllWell();
 * }
 * }</pre>
 *
 * <p>It runs the scenario once undisturbed, counts its journal writes and its sendings, then runs it once more for each of them
 * in databases of their own, kills that runner there with SIGKILL, goes on in this process, and compares.
 */
package dev.amig.faults;
