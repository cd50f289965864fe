package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.skeleton.NewMigration;
import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.Planner;
import dev.amig.project.MigrationFiles;
import dev.amig.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewCommandTest {
    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void an_empty_project() throws IOException {
        project = new ProjectFolder(folder).with("amig.yaml", "default_cluster: posthog\n");
    }

    private Call amigNew(String... args) {
        String[] command = new String[args.length + 3];
        command[0] = "new";
        command[1] = "--project";
        command[2] = folder.toString();
        System.arraycopy(args, 0, command, 3, args.length);
        return Call.amig(command);
    }

    private Call written(String name) {
        return Call.done(folder.resolve("migrations.d/" + name + ".amig") + "\n");
    }

    @Test
    void the_first_one_makes_the_folder_and_depends_on_nothing() throws IOException {
        assertThat(amigNew("create_events")).isEqualTo(written("0001_create_events"));
        assertThat(project.read("migrations.d/0001_create_events.amig")).contains("""
                MIGRATION 0001_create_events
                  DESCRIPTION 'Create events';
                """);
    }

    @Test
    void the_next_one_comes_behind_the_highest_number_and_fills_no_gap() throws IOException {
        project.withMigration("0001_a", "").withMigration("0007_b", "").withMigration("unnumbered", "");
        assertThat(amigNew("c")).isEqualTo(written("0008_c"));
        assertThat(project.read("migrations.d/0008_c.amig")).contains("""
                MIGRATION 0008_c
                  DESCRIPTION 'C'
                  DEPENDS ON 0007_b;
                """);
    }

    @Test
    void numbers_go_on_beyond_four_digits_and_are_counted_not_compared_as_text() throws IOException {
        project.withMigration("9999_a", "").withMigration("10000_b", "");
        assertThat(amigNew("c")).isEqualTo(written("10001_c"));
    }

    @Test
    void a_file_that_is_not_right_yet_has_its_number_too() throws IOException {
        project.with("migrations.d/0004_half.amig", "MIGRAT");
        assertThat(amigNew("c")).isEqualTo(written("0005_c"));
    }

    @Test
    void the_folder_of_migrations_is_the_configured_one() throws IOException {
        project.with("amig.yaml", "folders: {migrations: changes}\n");
        assertThat(amigNew("a")).isEqualTo(Call.done(folder.resolve("changes/0001_a.amig") + "\n"));
    }

    @Test
    void a_name_that_is_none_is_refused_with_one_that_is() {
        assertThat(amigNew("add-index 2")).isEqualTo(Call.refused("""
                error: 'add-index 2' is no name for a migration
                  help: a name has letters, digits and _, and begins with no digit; write add_index_2
                """));
        assertThat(amigNew("0007_add_index")).isEqualTo(Call.refused("""
                error: '0007_add_index' is no name for a migration; amig puts the number before it
                  help: a name has letters, digits and _, and begins with no digit; write add_index
                """));
        assertThat(amigNew("../events")).isEqualTo(Call.refused("""
                error: '../events' is no name for a migration
                  help: a name has letters, digits and _, and begins with no digit; write events
                """));
        assertThat(amigNew("é")).isEqualTo(Call.refused("""
                error: 'é' is no name for a migration
                  help: a name has letters, digits and _, and begins with no digit
                """));
        assertThat(project.files()).containsExactly("amig.yaml");
    }

    @Test
    void a_name_that_is_taken_is_refused_with_one_that_is_free() throws IOException {
        project.withMigration("0001_add_index", "").withMigration("0002_ADD_INDEX_2", "");
        assertThat(amigNew("add_index")).isEqualTo(Call.refused("""
                error: there is a migration 0001_add_index already
                  help: choose another name, such as add_index_3
                """));
    }

    @Test
    void outside_of_a_project_nothing_is_written(@TempDir Path empty) {
        assertThat(Call.amig("new", "--project", empty.toString(), "a")).isEqualTo(Call.refused("""
                error: %s is no project: it has no amig.yaml and no folder migrations.d
                  help: 'amig init' makes one here
                """.formatted(empty)));
        assertThat(empty).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void what_it_begins_with_has_no_findings_and_can_be_planned_for_any_cluster(NewMigration.Kind kind)
            throws IOException {
        Call.amig("init", folder.resolve("fresh").toString());
        Path fresh = folder.resolve("fresh");
        Call call = Call.amig("new", "--project", fresh.toString(), "-t", kind.name(), "rebuild");
        Path file = Path.of(call.out().strip());
        assertThat(file.getFileName()).hasToString("0002_rebuild.amig");
        assertThat(Files.readString(file)).doesNotContain("@");

        assertThat(Call.amig("lint", "--strict", fresh.resolve("migrations.d").toString()))
                .isEqualTo(Call.done("no findings in 2 files\n"));
        Project loaded = Project.load(fresh, Map.of());
        ValidMigration migration =
                MigrationFiles.read(loaded, List.of(file)).chosen().get(0);
        assertThat(Planner.plan(migration, PlanRequest.dry(cluster(false))).statementCount())
                .isPositive();
        assertThat(Planner.plan(migration, PlanRequest.dry(cluster(true))).statementCount())
                .isPositive();
    }

    private static Cluster cluster(boolean replicated) {
        List<Node> nodes = List.of(
                new Node(1, 1, "a", 9100),
                new Node(1, 2, "b", 9100),
                new Node(2, 1, "c", 9100),
                new Node(2, 2, "d", 9100));
        return Cluster.of("main", replicated ? nodes : nodes.subList(0, 1), replicated, Map.of());
    }
}
