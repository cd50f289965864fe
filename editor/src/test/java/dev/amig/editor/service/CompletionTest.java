package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.analysis.Analyzer;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void project() throws IOException {
        bench = new Workbench(folder);
    }

    @Test
    void a_target_is_offered_as_a_phrase_and_replaces_what_is_typed_of_its_first_word() {
        bench.write("MIGRATION 0002_b;\nSTEP s O¦\n\nSTEP t ON ANY NODE { x };");
        assertThat(bench.completionLabels())
                .containsExactlyInAnyOrder(
                        "ON ANY NODE",
                        "ON EACH SHARD",
                        "ON EACH REPLICA",
                        "ON OTHER REPLICAS",
                        "ON SHARD",
                        "ON SHARDS",
                        "ON POSTGRES");
        assertThat(bench.complete("ON EACH SHARD"))
                .isEqualTo("MIGRATION 0002_b;\nSTEP s ON EACH SHARD\n\nSTEP t ON ANY NODE { x };");
    }

    @Test
    void each_phrase_says_what_it_means() {
        bench.write("STEP s ON ¦");
        assertThat(bench.completions()).allSatisfy(it -> assertThat(it.label()).isNotBlank());
        bench.write("STEP s ¦");
        assertThat(bench.completions())
                .contains(Completion.word(Completion.Kind.KEYWORD, "ON EACH REPLICA", "every node", new Span(7, 7)));
    }

    @Test
    void behind_an_island_its_rollback_is_offered() {
        bench.write("STEP s ON ANY NODE { SELECT 1 }\nROLL¦");
        assertThat(bench.completionLabels())
                .containsExactlyInAnyOrder("ROLLBACK", "ROLLBACK NONE BECAUSE", "IRREVERSIBLE");
    }

    @Test
    void the_files_own_name_is_offered_to_its_migration() {
        bench.write("MIGRATION ¦");
        assertThat(bench.completionLabels()).containsExactly("0002_b");
    }

    @Test
    void the_other_migrations_are_offered_to_depend_on() throws IOException {
        bench.save("migrations.d/0001_a.amig", "MIGRATION 0001_a DESCRIPTION 'the first';")
                .open("migrations.d/0003_c.amig", "MIGRATION 0003_c;");
        bench.write("MIGRATION 0002_b DEPENDS ON 00¦;");
        assertThat(bench.completions())
                .containsExactly(
                        Completion.word(Completion.Kind.MIGRATION, "0001_a", "the first", new Span(28, 30)),
                        Completion.word(Completion.Kind.MIGRATION, "0003_c", "", new Span(28, 30)));
    }

    @Test
    void settings_of_the_engine_are_offered_with_type_and_default() {
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE SETTINGS max_threads = 1, max_b¦");
        assertThat(bench.completions())
                .hasSizeGreaterThan(1000)
                .contains(Completion.word(
                        Completion.Kind.SETTING, "max_block_size", "NonZeroUInt64, default 65409", new Span(63, 68)));
    }

    @Test
    void types_services_and_units_are_offered() {
        bench.write("PARAM p ¦");
        assertThat(bench.completionLabels())
                .startsWith("STRING", "INTEGER", "FLOAT", "BOOLEAN", "DURATION", "SIZE", "LIST");
        bench.write("MIGRATION 0002_b REQUIRES ¦");
        assertThat(bench.completionLabels()).containsExactly("clickhouse", "postgres");
        bench.write("STEP s ON ANY NODE TIMEOUT 5 ¦");
        assertThat(bench.completionLabels()).containsExactly("SECONDS", "MINUTES", "HOURS", "DAYS");
        bench.write("PARAM p SIZE = 5 ¦");
        assertThat(bench.completionLabels()).contains("MINUTES", "GB", "GiB");
    }

    @Test
    void in_a_template_parameters_come_first() throws IOException {
        bench.save("templates/engine.ftl", "<#function plain t><#return t></#function>");
        bench.write(
                "MIGRATION 0002_b;\nPARAM source = 'a';\nPARAM staging = 'b';\nSTEP s ON ANY NODE { SELECT ${st¦} };");
        assertThat(bench.completionLabels())
                .containsExactly(
                        "source", "staging", "engine", "cluster", "shard", "replica", "node", "run", "env", "row",
                        "ident", "literal", "list");
        assertThat(bench.complete("staging")).endsWith("{ SELECT ${staging} };");
    }

    @Test
    void behind_a_dot_what_the_group_or_the_template_file_has_is_offered() throws IOException {
        bench.save("templates/engine.ftl", "<#-- One.\nTwo. -->\n<#function plain a b c=''><#return t></#function>");
        bench.write("STEP s ON ANY NODE { SELECT '😀${cluster.¦");
        assertThat(bench.completionLabels()).containsExactly("name", "shards", "replicas", "replicated", "macros");
        bench.write("STEP s ON ANY NODE { SELECT <#if engine.pl¦");
        assertThat(bench.completions())
                .containsExactly(Completion.snippet(
                        Completion.Kind.FUNCTION, "plain", "One.", "plain(${1:a}, ${2:b})", new Span(40, 42)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STEP s ON ANY NODE { SELECT ¦ }",
                "STEP s ON ANY NODE { SELECT ${a} ¦ }",
                "STEP s ON ANY NODE RAW { SELECT ${¦} }",
                "STEP s 'a ¦",
                "STEP s 'a' -- ¦",
                "/* ¦ */",
                "STEP ¦"
            })
    void where_people_write_freely_nothing_is_offered(String text) {
        bench.write(text);
        assertThat(bench.completionLabels()).isEmpty();
    }

    @Test
    void columns_of_the_rows_are_offered_in_their_loop() {
        bench.write("STEP s ON ANY NODE FOR EACH ROW (name, `a b`) IN { SELECT 1, 2 } { SELECT ${row.¦} };");
        assertThat(bench.completionLabels()).containsExactly("name", "a b");
    }

    @Test
    void tables_are_offered_as_parameters() {
        bench.write("PARAM source = 'a';\nCOPY c FROM ¦");
        assertThat(bench.completionLabels()).containsExactly("${source}");
        bench.write("PARAM source = 'a';\nCOPY c FROM ${¦");
        assertThat(bench.completionLabels()).startsWith("source", "cluster");
    }

    @Test
    void clauses_of_a_copy_are_offered_as_phrases_and_each_is_explained() {
        bench.write("COPY c FROM a TO b ON EACH SHARD ¦");
        assertThat(bench.completionLabels())
                .contains(
                        "COLUMNS",
                        "WHERE",
                        "CHUNK BY",
                        "CHUNK BY PARTITION",
                        "PARALLEL",
                        "PARALLEL AUTO",
                        "READ SNAPSHOT",
                        "READ LIVE",
                        "NO SHORTCUT",
                        "APPEND",
                        "THROTTLE WHILE",
                        "TIMEOUT",
                        "ROLLBACK",
                        "ROLLBACK NONE BECAUSE");
        assertThat(bench.completions())
                .allSatisfy(it -> assertThat(it.detail()).as(it.label()).isNotBlank());
    }

    @Test
    void in_a_columns_expression_people_write_freely() {
        bench.write("COPY c FROM a TO b ON EACH SHARD COLUMNS (¦");
        assertThat(bench.completionLabels()).isEmpty();
    }

    @Test
    void copies_are_offered_to_be_verified() {
        bench.write("COPY history FROM a TO b ON EACH SHARD;\nVERIFY COPY ¦");
        assertThat(bench.completionLabels()).startsWith("history");
    }

    @Test
    void inside_of_finalize_only_actions_and_its_end_are_offered() {
        bench.write("FINALIZE 'later' BEGIN\n  STEP s ON ANY NODE { SELECT 1 } IRREVERSIBLE;\n  ¦\nEND;");
        assertThat(bench.completionLabels())
                .contains("END", "STEP", "COPY", "VERIFY", "WAIT", "CONFIRM", "SWAP")
                .doesNotContain("PARAM", "MIGRATION", "FINALIZE", "PRECHECK");
    }

    @Test
    void in_a_text_parameters_are_offered() {
        bench.write("PARAM p = 1;\nCONFIRM 'sure of ${¦");
        assertThat(bench.completionLabels()).startsWith("p", "cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STEP", "COPY", "VERIFY", "WAIT", "SWAP", "FINALIZE", "PRECHECK"})
    void a_whole_statement_that_is_inserted_is_right(String keyword) {
        bench.write("MIGRATION 0002_b;\n¦");
        String filled = bench.complete(keyword + " …")
                .replaceAll("\\$\\{\\d+\\|([^,|]*)[^|]*\\|}", "$1")
                .replaceAll("\\$\\{\\d+:([^}]*)}", "$1");
        var source = new Source("0002_b.amig", filled);
        var valid = Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.empty());
        assertThat(valid.migration().allActions().size()
                        + valid.migration().prechecks().size())
                .isEqualTo(1);
    }

    @Test
    void what_every_template_sees_is_what_the_analyzer_knows() {
        for (String group : List.of("cluster", "shard", "replica", "node", "run")) {
            bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${%s.zzzzzzzz} };".formatted(group));
            assertThat(bench.diagnostics())
                    .containsExactly("'%s': '%s.zzzzzzzz' is not defined; %s has %s"
                            .formatted(
                                    group,
                                    group,
                                    group,
                                    String.join(
                                            ", ",
                                            ModelNames.members(group).stream()
                                                    .sorted()
                                                    .toList())));
        }
        bench.write(
                "MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${env.HOME} ${ident('a')} ${literal(1)} ${list([1])} };");
        assertThat(bench.diagnostics()).isEmpty();
    }
}
