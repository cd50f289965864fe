package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionTest {
    private static final String USES = """
            MIGRATION 0002_b;
            PARAM table = 'db.t';
            STEP s 'fill ${table}' ON ANY NODE { INSERT INTO ${ta¦ble} /* 😀 */ SELECT '${table}' } ROLLBACK RAW { ${table} };
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void project() throws IOException {
        bench = new Workbench(folder);
    }

    @Test
    void a_parameter_is_found_from_islands_and_texts() {
        bench.write(USES);
        assertThat(bench.definition()).contains("0002_b.amig: PARAM [table] = 'db.t';");
        bench.write(USES.replace("¦", "").replace("fill ${table", "fill ${¦table"));
        assertThat(bench.definition()).contains("0002_b.amig: PARAM [table] = 'db.t';");
    }

    @Test
    void a_parameter_that_needs_backticks_is_found_too() {
        bench.write("MIGRATION 0002_b;\nPARAM `step` = 1;\nSTEP s ON ANY NODE { SELECT ${st¦ep} };");
        assertThat(bench.definition()).contains("0002_b.amig: PARAM [`step`] = 1;");
    }

    @Test
    void a_migration_is_found_by_its_file() throws IOException {
        bench.save("migrations.d/0001_a.amig", "-- first\nMIGRATION 0001_a;\n");
        bench.write("MIGRATION 0002_b DEPENDS ON 0000_z, 0001_¦a;");
        assertThat(bench.definition()).contains("0001_a.amig: MIGRATION [0001_a];");
    }

    @Test
    void a_template_function_is_found_in_its_file_as_it_stands_in_the_editor() throws IOException {
        bench.save("templates/engine.ftl", "<#function plain t><#return t></#function>\n");
        bench.open("templates/engine.ftl", "\n<#macro plain t>x</#macro>\n");
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SELECT ${engine . pla¦in('t')} };");
        assertThat(bench.definition()).contains("engine.ftl: <#macro [plain] t>x</#macro>");
    }

    @Test
    void a_copy_is_found_from_where_it_is_verified() {
        bench.write("MIGRATION 0002_b;\nCOPY history FROM a TO b ON EACH SHARD;\nVERIFY COPY hist¦ory BY PARTITION;");
        assertThat(bench.definition()).contains("0002_b.amig: COPY [history] FROM a TO b ON EACH SHARD;");
    }

    @Test
    void a_parameter_is_found_from_a_tables_name() {
        bench.write("MIGRATION 0002_b;\nPARAM db = 'a';\nCOPY c FROM ${d¦b}.events TO x ON EACH SHARD;");
        assertThat(bench.definition()).contains("0002_b.amig: PARAM [db] = 'a';");
    }

    @Test
    void a_keyword_or_sql_has_no_definition() {
        bench.write("MIGRATION 0002_b;\nST¦EP s ON ANY NODE { SELECT 1 };");
        assertThat(bench.definition()).isEmpty();
        bench.write("MIGRATION 0002_b;\nSTEP s ON ANY NODE { SEL¦ECT 1 };");
        assertThat(bench.definition()).isEmpty();
    }

    @Test
    void all_places_of_a_parameter_are_found_but_not_those_in_raw_islands() {
        bench.write(USES);
        assertThat(bench.service().occurrences(bench.file(), bench.text().indexOf("table}' ON")).stream()
                        .map(it -> bench.text().substring(it.start() - 4, it.end() + 1)))
                .containsExactly("RAM table ", "l ${table}", "O ${table}", " '${table}");
    }

    @Test
    void a_parameter_is_renamed_everywhere() {
        bench.write(USES);
        assertThat(bench.rename("target")).isEqualTo("""
                MIGRATION 0002_b;
                PARAM target = 'db.t';
                STEP s 'fill ${target}' ON ANY NODE { INSERT INTO ${target} /* 😀 */ SELECT '${target}' } ROLLBACK RAW { ${table} };
                """);
    }

    @Test
    void a_name_that_cannot_be_taken_is_refused_with_the_reason() {
        bench.write(USES);
        assertThatThrownBy(() -> bench.rename("a-b"))
                .isExactlyInstanceOf(RenameException.class)
                .hasMessage("'a-b' is no name; a parameter's name has letters, digits and _");
        assertThatThrownBy(() -> bench.rename("cluster")).hasMessage("cluster means something else in templates");
        assertThatThrownBy(() -> bench.rename("table")).hasMessage("another parameter is called table");
        assertThatThrownBy(() -> bench.rename("step")).hasMessage("step is a keyword; choose another name");
        bench.write("MIG¦RATION 0002_b;");
        assertThatThrownBy(() -> bench.rename("x"))
                .hasMessage("only a parameter can be renamed, in its PARAM or where it is read");
    }
}
