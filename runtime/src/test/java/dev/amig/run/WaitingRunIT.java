package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.Request;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.RunResult.Ending;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs that wait for a person, who answers through the journal. */
class WaitingRunIT extends SteeringFixture {
    private static CompletableFuture<RunResult> waiting(String name, RunOptions options) {
        return bench.start(
                Bench.migration(name, "CONFIRM 'Really?';\nSTEP one ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };"),
                new StopSignal(),
                options);
    }

    private static Run awaitQuestion(String migration) throws InterruptedException {
        return await(() -> bench.journal()
                .latestRun(bench.cluster().name(), migration)
                .filter(it -> it.status() == RunStatus.WAITING_FOR_CONFIRMATION));
    }

    @Test
    void a_run_that_waits_goes_on_when_somebody_confirms_in_the_journal() throws Exception {
        CompletableFuture<RunResult> run = waiting("m_waits", WAITING);
        Run begun = awaitQuestion("m_waits");
        Request other = post(begun, Request.Kind.CONFIRM, "7");
        Request confirm = post(begun, Request.Kind.CONFIRM, "0");
        assertThat(run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(answer(confirm)).isEqualTo(Request.Answer.accepted("confirmed by tim (it is late)"));
        assertThat(bench.journal().request(other.id()).orElseThrow().answer()).isEmpty();
        assertThat(events(begun)).contains("Running: confirmed by tim (it is late): Really?");
    }

    @Test
    void a_yes_that_was_given_while_nobody_ran_is_there_for_the_next_runner() throws Exception {
        RunResult first = waiting("m_later", STAYING).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(first.ending()).isEqualTo(Ending.WAITING_FOR_CONFIRMATION);
        post(first.run().orElseThrow(), Request.Kind.CONFIRM, "0");
        RunResult second = waiting("m_later", STAYING).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(second.ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void a_run_that_waits_can_be_stopped() throws Exception {
        CompletableFuture<RunResult> run = waiting("m_waits_in_vain", WAITING);
        Run begun = awaitQuestion("m_waits_in_vain");
        post(begun, Request.Kind.STOP, "STAY");
        RunResult result = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(result.sentence())
                .isEqualTo(
                        "m_waits_in_vain is paused: stopped: stopped by tim (it is late); nothing was rolled back: as asked");
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
    }

    @Test
    void a_setting_that_nobody_takes_is_refused() throws Exception {
        CompletableFuture<RunResult> run = waiting("m_sets", WAITING);
        Run begun = awaitQuestion("m_sets");
        assertThat(answer(post(begun, Request.Kind.SET, "parallel=4")))
                .isEqualTo(Request.Answer.refused(
                        "'parallel=4' sets nothing; nothing can be set in what the run does now"));
        post(begun, Request.Kind.CONFIRM, "0");
        run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
