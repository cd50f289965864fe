package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person does to a run that has ended or cannot go on: roll it back, tell what nobody could find out. */
class GoingBackIT extends TwoShards {
    @AfterEach
    void connectAsUsual() {
        bench.connectThrough(UnaryOperator.identity());
    }

    private static ValidMigration making(String table, String more) {
        return Bench.migration("m_" + table, """
                STEP make ON EACH SHARD { CREATE TABLE %1$s (n UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS %1$s SYNC };
                """.formatted(table) + more);
    }

    private static Object exists(String table) throws Exception {
        return bench.ask("s2r1", "EXISTS TABLE " + table);
    }

    // ---- amig rollback

    @Test
    void a_completed_migration_is_rolled_back_when_a_person_wants_it_and_may_run_again() throws Exception {
        ValidMigration migration = making("undone", "");
        assertThat(bench.rollBack(migration).sentence())
                .isEqualTo("m_undone has never run here; there is nothing to roll back");
        bench.run(migration);
        RunResult result = bench.rollBack(migration);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(exists("undone")).isEqualTo(0L);
        assertThat(bench.rollBack(migration).sentence())
                .isEqualTo("run %d of m_undone is Rolled back and cannot be rolled back from there"
                        .formatted(result.run().orElseThrow().id()));
        assertThat(bench.run(migration).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void a_migration_that_was_finalized_or_cannot_be_undone_stays() throws Exception {
        ValidMigration finalized = making(
                "stays", "FINALIZE 'later' BEGIN STEP drop ON EACH SHARD { DROP TABLE stays SYNC } IRREVERSIBLE; END;");
        bench.run(finalized);
        bench.finish(finalized);
        assertThat(bench.rollBack(finalized).sentence())
                .isEqualTo("m_stays has been finalized; what that took away cannot be rolled back to");

        ValidMigration irreversible = making("stays_too", "STEP gone ON ANY NODE { SELECT 1 } IRREVERSIBLE;");
        bench.run(irreversible);
        assertThat(bench.rollBack(irreversible).sentence())
                .isEqualTo(
                        "m_stays_too was not rolled back: gone (m_stays_too.amig:3:1) has started and has no rollback");
        assertThat(exists("stays_too")).isEqualTo(1L);
    }

    // ---- amig resolve

    /** The connection breaks before the server gets the statement: neither it nor amig can tell that from a lost answer. */
    private static Run pausedInDoubt(String table) throws Exception {
        bench.connectThrough(real -> new LosingTransport(real, "INSERT INTO " + table, new AtomicInteger(), false));
        RunResult result = bench.run(filling(table));
        assertThat(result.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        bench.connectThrough(UnaryOperator.identity());
        return result.run().orElseThrow();
    }

    private static ValidMigration filling(String table) {
        return making(
                table,
                "STEP fill ON SHARD 1 { INSERT INTO %1$s VALUES (1) } ROLLBACK { TRUNCATE TABLE IF EXISTS %1$s };"
                        .formatted(table));
    }

    @Test
    void a_statement_that_was_not_applied_is_sent_again() throws Exception {
        Run run = pausedInDoubt("doubt_no");
        String queryId = "amig-%d-fill-s1r1-0-1".formatted(run.id());
        assertThat(bench.rollBack(filling("doubt_no")).sentence())
                .isEqualTo(
                        "nobody knows how %1$s ended; say it first: amig resolve %1$s --applied|--not-applied --because '…'"
                                .formatted(queryId));

        assertThat(new Resolution(bench.journal()).resolve(queryId, false, "the table is empty", "tim"))
                .isEqualTo("tim says that " + queryId + " was not applied: the table is empty");
        assertThat(bench.run(filling("doubt_no")).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.ask("s1r1", "SELECT count() FROM doubt_no")).isEqualTo(BigInteger.ONE);
        assertThat(bench.journal().attempts(run.id()))
                .filteredOn(AttemptRecord::isApplied)
                .extracting(it -> it.queryId().toString())
                .contains("amig-%d-fill-s1r1-0-2".formatted(run.id()));
    }

    @Test
    void a_statement_that_was_applied_is_not_sent_again_and_is_answered_once() throws Exception {
        Run run = pausedInDoubt("doubt_yes");
        String queryId = "amig-%d-fill-s1r1-0-1".formatted(run.id());
        Resolution resolution = new Resolution(bench.journal());
        resolution.resolve(queryId, true, "it is there", "tim");
        assertThat(bench.run(filling("doubt_yes")).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.ask("s1r1", "SELECT count() FROM doubt_yes")).isEqualTo(BigInteger.ZERO);

        assertThatThrownBy(() -> resolution.resolve(queryId, false, "no", "tim"))
                .hasMessage("nobody doubts how " + queryId + " ended: it was applied");
        assertThatThrownBy(() -> resolution.resolve("amig-%d-fill-s2r1-0-1".formatted(run.id()), false, "no", "tim"))
                .hasMessage("run %1$d has sent no statement amig-%1$d-fill-s2r1-0-1".formatted(run.id()));
        assertThatThrownBy(() -> resolution.resolve("amig-999999-fill-s1r1-0-1", false, "no", "tim"))
                .hasMessage("the journal knows no run 999999");
        assertThatThrownBy(() -> resolution.resolve("fill", false, "no", "tim"))
                .hasMessage("'fill' is no query id of amig; they look like amig-41-swap-s1r1-0-1");
    }
}
