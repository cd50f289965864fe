package dev.amig.language.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.parser.Expected.Slot;
import dev.amig.language.source.Source;
import org.junit.jupiter.api.Test;

class ExpectedTest {
    private static final String[] OPTIONS = {
        "SETTINGS", "TIMEOUT", "RETRY", "ON ERROR ROLLBACK", "ON ERROR PAUSE", "IDEMPOTENT"
    };

    @Test
    void behind_a_steps_name_the_targets_are_offered_as_phrases() {
        var expected = at("MIGRATION m;\nSTEP s ");
        assertThat(expected.phrases())
                .containsExactlyInAnyOrder(
                        "ON ANY NODE",
                        "ON EACH SHARD",
                        "ON EACH REPLICA",
                        "ON OTHER REPLICAS",
                        "ON SHARD",
                        "ON SHARDS",
                        "ON POSTGRES");
        assertThat(expected.slots()).containsExactly(Slot.TEXT);
    }

    @Test
    void a_phrase_that_has_begun_is_offered_from_there_on() {
        assertThat(at("STEP s ON EACH ").phrases()).containsExactlyInAnyOrder("SHARD", "REPLICA");
    }

    @Test
    void behind_a_target_its_options_and_the_island_follow() {
        var expected = at("STEP s ON EACH SHARD ");
        assertThat(expected.phrases()).contains(OPTIONS).contains("AT ONCE");
        assertThat(expected.slots()).containsExactly(Slot.ISLAND);
    }

    @Test
    void a_rollback_is_an_island_or_a_reason_for_none() {
        assertThat(at("STEP s ON ANY NODE { x } ").phrases())
                .containsExactlyInAnyOrder("ROLLBACK", "ROLLBACK NONE BECAUSE", "IRREVERSIBLE");
        assertThat(at("STEP s ON ANY NODE { x } ROLLBACK ").phrases()).containsExactly("NONE BECAUSE");
        assertThat(at("STEP s ON ANY NODE { x } ROLLBACK ").slots()).containsExactly(Slot.ISLAND);
    }

    @Test
    void an_expectation_is_offered_whole() {
        assertThat(at("VERIFY v ON ANY NODE { x } EXPECT ").phrases())
                .containsExactlyInAnyOrder("NO ROWS", "ROWS", "TRUE", "SAME ON EVERY NODE");
    }

    @Test
    void names_are_told_apart_by_what_they_name() {
        assertThat(at("MIGRATION ").slots()).containsExactly(Slot.MIGRATION);
        assertThat(at("MIGRATION m DEPENDS ON ").slots()).containsExactly(Slot.DEPENDENCY);
        assertThat(at("MIGRATION m DEPENDS ON a, ").slots()).containsExactly(Slot.DEPENDENCY);
        assertThat(at("MIGRATION m REQUIRES ").slots()).containsExactly(Slot.SERVICE);
        assertThat(at("SETTINGS max_threads = 1, ").slots()).containsExactly(Slot.SETTING);
        assertThat(at("STEP s ON ANY NODE SETTINGS ").slots()).containsExactly(Slot.SETTING);
        assertThat(at("STEP s ON ANY NODE TIMEOUT 5 ").slots()).containsExactly(Slot.UNIT);
        assertThat(at("PARAM p ").slots()).containsExactly(Slot.PARAMETER_TYPE);
        assertThat(at("STEP ").slots()).containsExactly(Slot.NEW_NAME);
        assertThat(at("VERIFY COPY ").slots()).contains(Slot.COPY);
    }

    @Test
    void keywords_that_may_be_names_are_not_offered_as_names() {
        assertThat(at("STEP ").phrases()).isEmpty();
        assertThat(at("MIGRATION m DEPENDS ON ").phrases()).isEmpty();
    }

    @Test
    void what_stands_before_the_statement_may_be_wrong() {
        assertThat(at("MIGRATION \"x\" oops;\nSTEP;\nSTEP s ON OTHER ").phrases())
                .containsExactly("REPLICAS");
        assertThat(at("PARAM p = 'no semicolon'\nSTEP s ON OTHER ").phrases()).containsExactly("REPLICAS");
    }

    @Test
    void what_cannot_go_on_expects_nothing() {
        var expected = at("STEP s s s s ");
        assertThat(expected.phrases()).isEmpty();
        assertThat(expected.slots()).isEmpty();
    }

    @Test
    void a_new_statement_is_offered_where_the_last_one_has_ended() {
        assertThat(at("MIGRATION m;\n").phrases())
                .contains("PARAM", "SETTINGS", "REQUIRED WHEN", "STEP", "VERIFY", "CONFIRM");
        assertThat(at("").phrases()).contains("MIGRATION");
    }

    private static Expected at(String text) {
        return Expected.at(new Source("m.amig", text), text.length());
    }
}
