package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void project() throws IOException {
        bench = new Workbench(folder);
    }

    @Test
    void a_migration_that_is_right_has_none() {
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 2 };\n");
        assertThat(bench.diagnostics()).isEmpty();
    }

    @Test
    void several_syntax_errors_are_told_at_once_each_under_its_word() {
        bench.write("MIGRATION 0002_b;\nSTEP s ON EECH SHARD { x };\nPARAM p = oops;\nSETP x;\n");
        assertThat(bench.diagnostics())
                .containsExactly(
                        "'EECH': expected ANY, EACH, SHARD, SHARDS, OTHER or POSTGRES after ON, found 'EECH'\nhelp: did you mean ON EACH SHARD?",
                        "'oops': expected a text in single quotes, a number, TRUE or FALSE after '=', found 'oops'\nhelp: texts stand in single quotes: 'oops'",
                        "'SETP': expected a statement (PARAM, STEP, COPY, VERIFY, …), found 'SETP'\nhelp: did you mean STEP?");
    }

    @Test
    void where_something_is_missing_the_word_before_it_is_marked() {
        bench.write("MIGRATION 0002_b\nPARAM p = 1;\n");
        assertThat(bench.diagnostics())
                .containsExactly("'0002_b': expected ';' after the migration's name, found PARAM");
    }

    @Test
    void an_unclosed_island_is_marked_where_it_was_opened_and_not_to_the_files_end() {
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT 1;\n\n\n");
        assertThat(bench.diagnostics()).containsExactly("'{': this island is never closed: its '}' is missing");
    }

    @Test
    void names_in_islands_and_texts_are_checked_and_marked_without_their_signs() {
        bench.write("""
                MIGRATION 0002_b;
                PARAM staging = 'a.b';
                STEP s 'for ${stging}' ON ANY NODE { /* 😀 */ SELECT ${nothing.at_all} } ROLLBACK { SELECT ${literal(staging)} };
                """);
        assertThat(bench.diagnostics())
                .containsExactly(
                        "'stging': 'stging' is not defined\nhelp: did you mean staging?",
                        "'nothing': 'nothing' is not defined");
    }

    @Test
    void what_it_depends_on_must_be_in_the_folder() throws IOException {
        bench.save("migrations.d/0001_a.amig", "MIGRATION 0001_a;\n");
        bench.write("MIGRATION 0002_b DEPENDS ON 0001_aa;\n");
        assertThat(bench.diagnostics())
                .containsExactly("'0001_aa': there is no migration 0001_aa\nhelp: did you mean 0001_a?");
        bench.write("MIGRATION 0002_b DEPENDS ON 0001_a;\n");
        assertThat(bench.diagnostics()).isEmpty();
    }

    @Test
    void a_migration_that_is_being_repaired_is_still_there() throws IOException {
        bench.save("migrations.d/0001_a.amig", "MIGRATION 0001_a;\n")
                .open("migrations.d/0001_a.amig", "MIGRATION 0001_a; oops");
        bench.write("MIGRATION 0002_b DEPENDS ON 0001_a;\n");
        assertThat(bench.diagnostics()).isEmpty();
    }

    @Test
    void a_circle_is_told_also_if_the_other_file_is_not_saved() throws IOException {
        bench.save("migrations.d/0001_a.amig", "MIGRATION 0001_a;\n")
                .open("migrations.d/0001_a.amig", "MIGRATION 0001_a DEPENDS ON 0002_b;\n");
        bench.write("MIGRATION 0002_b DEPENDS ON 0001_a;\n");
        assertThat(bench.diagnostics()).containsExactly("""
                        '0001_a': these migrations depend on each other in a circle: 0001_a -> 0002_b -> 0001_a
                        help: 0001_a depends on 0002_b at %1$s/0001_a.amig:1:29
                        help: 0002_b depends on 0001_a at %1$s/0002_b.amig:1:29
                        help: take one of these dependencies out of DEPENDS ON""".formatted(folder.resolve("migrations.d")));
    }

    @Test
    void an_error_in_a_template_file_that_is_used_is_told_there_and_where_it_is_used() throws IOException {
        bench.save("templates/engine.ftl", "<#function plain table>\n  <#if table>\n</#function>\n");
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${engine.plain('t')} } IRREVERSIBLE;\n");
        assertThat(bench.diagnostics())
                .containsExactly(
                        "'engine': engine.ftl is wrong at 3:1: the template cannot be read here, at '</#function>'",
                        "engine.ftl '</#function': the template cannot be read here, at '</#function>'");
    }

    @Test
    void a_template_file_counts_as_it_is_in_the_editor() throws IOException {
        bench.save("templates/engine.ftl", "<#function plain table><#return 't'></#function>");
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${engine.other('t')} } IRREVERSIBLE;\n");
        assertThat(bench.diagnostics()).containsExactly("'engine': 'engine.other' is not defined; engine has plain");
        bench.open("templates/engine.ftl", "<#function other table><#return 't'></#function>");
        assertThat(bench.diagnostics()).isEmpty();
        bench.service().close(folder.resolve("templates/engine.ftl"));
        assertThat(bench.diagnostics()).hasSize(1);
    }

    @Test
    void an_error_in_a_template_file_that_is_not_used_does_not_disturb() throws IOException {
        bench.save("templates/engine.ftl", "<#if");
        bench.write("MIGRATION 0002_b;\n");
        assertThat(bench.diagnostics()).isEmpty();
    }
}
