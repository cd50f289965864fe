package dev.amig.language.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MigrationGraphTest {
    @Test
    void dependencies_come_first_and_names_decide_where_there_is_a_choice() {
        var migrations = new ArrayList<>(List.of(
                migration("d"), migration("c", "b"), migration("b"), migration("a", "c", "d"), migration("e", "a")));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(migrations, new Random(seed));
            assertThat(MigrationGraph.of(migrations).inOrder())
                    .extracting(ValidMigration::name)
                    .containsExactly("b", "c", "d", "a", "e");
        }
    }

    @Test
    void a_migration_is_found_by_its_name() {
        var graph = MigrationGraph.of(List.of(migration("a")));
        assertThat(graph.find("a")).isPresent();
        assertThat(graph.find("b")).isEmpty();
    }

    @Test
    void a_dependency_that_does_not_exist_is_an_error_at_its_place() {
        assertThatThrownBy(() -> graph(migration("0002_x", "0001_creat"), migration("0001_create")))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("""
                        d/0002_x.amig:1:29: there is no migration 0001_creat
                          MIGRATION 0002_x DEPENDS ON 0001_creat;
                                                      ^
                          help: did you mean 0001_create?""");
    }

    @Test
    void two_migrations_of_one_name_are_an_error_at_the_second() {
        assertThatThrownBy(() -> graph(migration("a"), valid(new Source("e/a.amig", "MIGRATION a;"))))
                .hasMessageStartingWith("e/a.amig:1:11: a second migration is called a; the first is d/a.amig:1:11\n");
    }

    @Test
    void a_cycle_is_shown_with_its_path() {
        assertThatThrownBy(
                        () -> graph(migration("a", "b"), migration("b", "c"), migration("c", "d"), migration("d", "b")))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("""
                        d/d.amig:1:24: these migrations depend on each other in a circle: b -> c -> d -> b
                          MIGRATION d DEPENDS ON b;
                                                 ^
                          help: b depends on c at d/b.amig:1:24
                          help: c depends on d at d/c.amig:1:24
                          help: d depends on b at d/d.amig:1:24
                          help: take one of these dependencies out of DEPENDS ON""");
    }

    @Test
    void a_dependency_that_resembles_nothing_is_to_be_written_or_taken_out() {
        assertThatThrownBy(() -> graph(migration("0002_x", "0001_events"))).hasMessage("""
                        d/0002_x.amig:1:29: there is no migration 0001_events
                          MIGRATION 0002_x DEPENDS ON 0001_events;
                                                      ^
                          help: write it, as 0001_events.amig in this folder, or take it out of DEPENDS ON""");
    }

    @Test
    void a_thousand_migrations_in_a_row_are_ordered_in_no_time() {
        var migrations = new ArrayList<ValidMigration>();
        for (int i = 999; i >= 0; i--) {
            migrations.add(i == 0 ? migration("m0") : migration("m" + i, "m" + (i - 1)));
        }
        assertThat(MigrationGraph.of(migrations).inOrder().get(999).name()).isEqualTo("m999");
    }

    private static MigrationGraph graph(ValidMigration... migrations) {
        return MigrationGraph.of(Arrays.asList(migrations));
    }

    private static ValidMigration migration(String name, String... dependsOn) {
        String clause = dependsOn.length == 0 ? "" : " DEPENDS ON " + String.join(", ", dependsOn);
        return valid(new Source("d/" + name + ".amig", "MIGRATION " + name + clause + ";"));
    }

    private static ValidMigration valid(Source source) {
        return Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.empty());
    }
}
