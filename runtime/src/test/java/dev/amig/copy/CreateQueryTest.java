package dev.amig.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CreateQueryTest {
    @Test
    void finds_the_projections_of_a_table() {
        String query =
                "CREATE TABLE d.`a (b` (`id` UInt64 DEFAULT f(1, 2), `PROJECTION x` String COMMENT 'a, PROJECTION y', "
                        + "INDEX i id TYPE minmax GRANULARITY 1, PROJECTION q (SELECT id, (1, 2) ORDER BY id), "
                        + "PROJECTION p (SELECT sum(id)), CONSTRAINT c CHECK id > 0) ENGINE = MergeTree ORDER BY (id, f(id))";
        assertThat(new CreateQuery(query).projections())
                .containsExactly("PROJECTION p (SELECT sum(id))", "PROJECTION q (SELECT id, (1, 2) ORDER BY id)");
    }

    @Test
    void a_table_may_have_none() {
        assertThat(new CreateQuery("CREATE TABLE d.t (`id` UInt64) ENGINE = Memory").projections())
                .isEmpty();
        assertThat(new CreateQuery("").projections()).isEmpty();
    }
}
