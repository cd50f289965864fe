package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.project.Configuration;
import dev.amig.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    private static final Path REPOSITORY = Path.of("..");

    @TempDir
    private Path folder;

    private Call init(String name) {
        return Call.amig("init", folder.resolve(name).toString());
    }

    @Test
    void a_project_is_made_and_what_to_type_next_is_said() {
        Path made = folder.resolve("my project");
        assertThat(init("my project")).isEqualTo(Call.done("""
                wrote DIR/amig.yaml
                wrote DIR/.gitignore
                wrote DIR/templates/distributed.ftl
                wrote DIR/templates/engine.ftl
                wrote DIR/templates/zookeeper.ftl
                wrote DIR/migrations.d/0001_create_visits.amig

                next:
                  cd 'DIR'
                  amig run --embedded   runs the first migration on a ClickHouse cluster of its own, started on this machine
                  amig render           shows the SQL for each node, and sends nothing
                  amig new NAME         writes the next migration
                Your own clusters go into amig.yaml.
                """.replace("DIR", made.toString())));
    }

    @Test
    void its_templates_are_those_of_amigs_sources_byte_by_byte() throws IOException {
        init("p");
        Path templates = folder.resolve("p/templates");
        assertThat(new ProjectFolder(templates).files())
                .isEqualTo(new ProjectFolder(REPOSITORY.resolve("templates")).files());
        for (String name : new ProjectFolder(templates).files()) {
            assertThat(templates.resolve(name)).hasSameBinaryContentAs(REPOSITORY.resolve("templates/" + name));
        }
    }

    @Test
    void its_migrations_can_be_rendered_and_listed_at_once() {
        init("p");
        String migrations = folder.resolve("p/migrations.d").toString();
        assertThat(Call.amig("render", migrations).out())
                .startsWith("-- 0001_create_visits on cluster trial (s1r1, s2r1)\n");
        assertThat(Call.amig("list", "--no-journal", migrations).out()).contains("1  0001_create_visits");
    }

    @Test
    void its_configuration_holds_and_so_does_what_is_commented_out_in_it() throws IOException {
        init("p");
        Path file = folder.resolve("p/amig.yaml");
        Configuration configuration = Project.read(file, Map.of()).configuration();
        assertThat(configuration.defaultCluster()).contains("trial");
        assertThat(configuration.clusters()).isEmpty();

        Files.writeString(file, Files.readString(file).replaceAll("(?m)^#(?! [^ ])", ""));
        Configuration all = Project.read(file, Map.of()).configuration();
        assertThat(all.clusters().get("main").nodes()).hasSize(4);
        assertThat(all.journal()).isPresent();
        assertThat(all.parameters()).containsOnlyKeys("min_free_bytes");
        assertThat(all.settings()).containsOnlyKeys("max_execution_time");
        assertThat(all.applicationVersion()).contains("1.30.0");
    }

    @Test
    void what_is_there_stays_as_it_is() throws IOException {
        ProjectFolder there = new ProjectFolder(folder)
                .with("templates/engine.ftl", "mine")
                .with(".gitignore", "mine too")
                .with("migrations.d/0001_mine.amig", "MIGRATION 0001_mine;");
        Call call = Call.amig("init", folder.toString());
        assertThat(call.exitCode()).isZero();
        assertThat(call.out()).contains("kept  %s/.gitignore, which was there\n".formatted(folder));
        assertThat(there.read("templates/engine.ftl")).isEqualTo("mine");
        assertThat(there.read(".gitignore")).isEqualTo("mine too");
        assertThat(there.files())
                .containsExactly(
                        ".gitignore",
                        "amig.yaml",
                        "migrations.d/0001_mine.amig",
                        "templates/distributed.ftl",
                        "templates/engine.ftl",
                        "templates/zookeeper.ftl");
    }

    @Test
    void a_project_is_not_made_twice() throws IOException {
        new ProjectFolder(folder).with("amig.yaml", "# mine\n");
        assertThat(Call.amig("init", folder.toString())).isEqualTo(Call.refused("""
                error: %s is a project already: it has amig.yaml
                  help: 'amig new NAME' writes a new migration there
                """.formatted(folder)));
        assertThat(new ProjectFolder(folder).files()).containsExactly("amig.yaml");
    }

    @Test
    void a_project_inside_another_one_is_made_with_a_warning() throws IOException {
        new ProjectFolder(folder).with("amig.yaml", "# mine\n");
        Call call = init("inner/most");
        assertThat(call.exitCode()).isZero();
        assertThat(call.err())
                .isEqualTo("warning: %s/amig.yaml holds no longer in %s/inner/most, which gets its own\n"
                        .formatted(folder, folder));
    }

    @Test
    void a_file_in_the_way_is_named() throws IOException {
        new ProjectFolder(folder).with("taken", "");
        assertThat(init("taken")).isEqualTo(Call.refused("""
                error: no project can be made in %1$s/taken: %1$s/taken is in the way
                  help: name a folder that can be written
                """.formatted(folder)));
    }
}
