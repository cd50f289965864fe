package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoverTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void project() throws IOException {
        bench = new Workbench(folder);
    }

    @Test
    void a_parameter_shows_its_type_default_and_description() {
        bench.write(
                "MIGRATION 0002_b;\nPARAM room SIZE = 10 GB DESCRIPTION 'to be left';\nSTEP s ON ANY NODE { SELECT ${ro¦om} };");
        assertThat(bench.hover()).contains("room → ```amig\nPARAM room SIZE = 10 GB\n```\n\nto be left");
    }

    @Test
    void a_parameter_without_a_default_is_said_to_be_required() {
        bench.write("MIGRATION 0002_b;\nPARAM ¦x;\n");
        assertThat(bench.hover()).contains("x → ```amig\nPARAM x STRING\n```\n\nrequired: it has no default");
    }

    @Test
    void a_parameter_is_known_while_another_statement_is_broken() {
        bench.write("MIGRATION 0002_b;\nPARAM x = 1;\nSTEP oops;\nSTEP s ON ANY NODE { SELECT ${¦x} };");
        assertThat(bench.hover()).contains("x → ```amig\nPARAM x STRING = '1'\n```");
    }

    @Test
    void a_steps_name_shows_its_head_and_which_nodes_it_means() {
        bench.write("MIGRATION 0002_b;\nSTEP sw¦ap 'the tables' ON EACH REPLICA TIMEOUT 5 MINUTES { SELECT 1 };");
        assertThat(bench.hover())
                .contains(
                        "swap → ```amig\nSTEP swap 'the tables' ON EACH REPLICA TIMEOUT 5 MINUTES\n```\n\n`ON EACH REPLICA`: every node");
    }

    @Test
    void keywords_are_explained_as_the_phrase_they_are_part_of() {
        bench.write("MIGRATION 0002_b;\nSTEP s ON EACH SH¦ARD { SELECT 1 } rollback none because 'x';");
        assertThat(bench.hover())
                .contains(
                        "ON EACH SHARD → **ON EACH SHARD**: one replica of every shard, chosen at the run's start and kept");
        bench.write("MIGRATION 0002_b;\nSTEP s ON EACH SHARD { SELECT 1 } rollback n¦one because 'x';");
        assertThat(bench.hover())
                .contains("rollback none because → **ROLLBACK NONE BECAUSE**: nothing has to be undone, and why");
        bench.write("MIGRATION 0002_b;\nSTEP s ON SHARD 2 REPL¦ICA 1 { SELECT 1 };");
        assertThat(bench.hover())
                .contains("SHARD 2 REPLICA → **ON SHARD REPLICA**: exactly one node"
                        .replace("SHARD 2 REPLICA →", "ON SHARD 2 REPLICA →"));
    }

    @Test
    void a_template_function_shows_its_signature_and_comment() throws IOException {
        bench.save("templates/engine.ftl", """
                <#-- All of them. -->

                <#-- Rows with one key
                     become one. -->
                <#function replacing table version_column="">
                  <#return table>
                </#function>
                """);
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${engine.repl¦acing('t')} };");
        assertThat(bench.hover())
                .contains(
                        "replacing → ```amig\nengine.replacing(table, version_column=\"\")\n```\n\nRows with one key\nbecome one.");
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${eng¦ine.replacing('t')} };");
        assertThat(bench.hover())
                .contains("engine → template file `engine.ftl`\n\n`engine.replacing(table, version_column=\"\")`");
    }

    @Test
    void what_every_template_sees_is_explained() {
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${cluster.na¦me} };");
        assertThat(bench.hover()).contains("name → `cluster.name`: the cluster's name");
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${clu¦ster.name} };");
        assertThat(bench.hover()).contains("cluster → `cluster` has name, shards, replicas, replicated, macros");
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${lite¦ral(1)} };");
        assertThat(bench.hover()).contains("literal → `literal`: literal(value): the value as a literal of SQL");
    }

    @Test
    void a_setting_shows_type_and_default() {
        bench.write("MIGRATION 0002_b;\nSETTINGS max_block_size = 1, optimize_on_in¦sert = 0;");
        assertThat(bench.hover()).contains("optimize_on_insert → ```amig\noptimize_on_insert\n```\nBool, default 1");
    }

    @Test
    void a_dependency_shows_what_it_is_for() throws IOException {
        bench.save("migrations.d/0001_a.amig", "MIGRATION 0001_a DESCRIPTION 'the first';");
        bench.write("MIGRATION 0002_b DEPENDS ON 00¦01_a;");
        assertThat(bench.hover()).contains("0001_a → ```amig\nMIGRATION 0001_a\n```\n\nthe first");
    }

    @Test
    void a_copy_shows_its_clauses_up_to_the_sql() {
        bench.write(
                "MIGRATION 0002_b;\nCOPY his¦tory FROM a TO b ON EACH SHARD PARALLEL 2 WHERE { x } ROLLBACK { y };");
        assertThat(bench.hover())
                .contains("history → ```amig\nCOPY history FROM a TO b ON EACH SHARD PARALLEL 2 WHERE\n```\n\n"
                        + "`ON EACH SHARD`: one replica of every shard, chosen at the run's start and kept");
    }

    @Test
    void sql_and_free_names_are_not_explained() {
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SEL¦ECT on };");
        assertThat(bench.hover()).isEmpty();
        bench.write("MIGRATION 0002¦_b;");
        assertThat(bench.hover()).isEmpty();
    }
}
