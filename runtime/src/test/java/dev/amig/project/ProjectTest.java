package dev.amig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @TempDir
    private Path folder;

    private Path migrations;

    @BeforeEach
    void someMigrations() throws IOException {
        migrations = Files.createDirectories(folder.resolve("migrations.d/older"));
    }

    @Test
    void the_file_is_found_upwards_and_its_folders_are_relative_to_it() throws IOException {
        Path file = Files.writeString(folder.resolve("amig.yaml"), "folders: {migrations: ../changes}");
        Project project = Project.load(migrations, Map.of());
        assertThat(project.file()).contains(file);
        assertThat(project.folder()).isEqualTo(folder);
        assertThat(project.migrations()).isEqualTo(folder.resolveSibling("changes"));
        assertThat(project.templates()).isEqualTo(folder.resolve("templates"));
    }

    @Test
    void it_is_found_from_a_migration_too() throws IOException {
        Files.writeString(folder.resolve("amig.yaml"), "");
        Path migration = Files.writeString(migrations.resolve("0001_x.amig"), "MIGRATION 0001_x;");
        assertThat(Project.load(migration, Map.of()).folder()).isEqualTo(folder);
    }

    @Test
    void a_folder_with_migrations_needs_no_file() {
        assertThat(Project.load(migrations, Map.of()))
                .isEqualTo(new Project(folder, Optional.empty(), Configuration.DEFAULT));
    }

    @Test
    void any_folder_is_a_project() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.delete(migrations);
        Files.delete(folder.resolve("migrations.d"));
        assertThat(Project.load(empty, Map.of()).folder()).isEqualTo(empty);
    }

    @Test
    void a_file_that_cannot_be_read_is_told() throws IOException {
        Path file = Files.createDirectory(folder.resolve("amig.yaml"));
        assertThatThrownBy(() -> Project.load(folder, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("%s:1:1: the file cannot be read: Is a directory".formatted(file));
    }

    @Test
    void a_command_means_the_cluster_that_is_named_or_the_default_or_the_only_one() throws IOException {
        assertThat(project("clusters: {main: {discover: {host: a}}}").clusterName(Optional.empty()))
                .isEqualTo("main");
        Project two = project("default_cluster: b\nclusters: {a: {discover: {host: a}}, b: {discover: {host: b}}}");
        assertThat(two.clusterName(Optional.empty())).isEqualTo("b");
        assertThat(two.clusterName(Optional.of("a"))).isEqualTo("a");
        assertThat(two.clusterName(Optional.of("posthog"))).isEqualTo("posthog");
    }

    @Test
    void a_cluster_that_nobody_knows_is_told_with_those_that_are_known() throws IOException {
        Project two = project("clusters: {alpha: {discover: {host: a}}, beta: {discover: {host: b}}}");
        assertThatThrownBy(() -> two.clusterName(Optional.of("bta")))
                .hasMessage("there is no cluster 'bta' in amig.yaml; did you mean beta?");
        assertThatThrownBy(() -> two.clusterName(Optional.of("production")))
                .hasMessage("there is no cluster 'production' in amig.yaml; there is alpha, beta, posthog");
        assertThatThrownBy(() -> two.clusterName(Optional.empty()))
                .hasMessage("which cluster? Write --cluster with one of alpha, beta, or default_cluster: in amig.yaml");
        assertThatThrownBy(() -> project("").clusterName(Optional.empty()))
                .hasMessage("no cluster is configured; write clusters: in amig.yaml, or try it with --embedded");
    }

    private Project project(String text) throws IOException {
        Files.writeString(folder.resolve("amig.yaml"), text);
        return Project.load(folder, Map.of());
    }
}
