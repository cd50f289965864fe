package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlineTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void project() throws IOException {
        bench = new Workbench(folder);
    }

    @Test
    void statements_stand_in_their_order_with_text_and_target() {
        bench.write("""
                -- a comment
                MIGRATION 0002_b DESCRIPTION 'what';
                PARAM source = 'db.t';
                REQUIRED WHEN ON ANY NODE { SELECT 1 };
                PRECHECK 'room is left' ON EACH SHARD { SELECT 1 };
                STEP create 'a table'
                  ON EACH SHARD TIMEOUT 5 MINUTES { SELECT ';' } ROLLBACK { SELECT 2 };
                COPY history FROM ${source} TO b ON EACH SHARD;
                VERIFY COPY history BY PARTITION;
                CONFIRM 'really?';
                """);
        assertThat(shown())
                .containsExactly(
                        "MIGRATION MIGRATION 0002_b | DESCRIPTION 'what'",
                        "PARAMETER PARAM source | = 'db.t'",
                        "CHECK REQUIRED WHEN ON ANY NODE | ",
                        "CHECK PRECHECK 'room is left' ON EACH SHARD | ",
                        "ACTION STEP create | 'a table' ON EACH SHARD TIMEOUT 5 MINUTES",
                        "ACTION COPY history | FROM ${source} TO b ON EACH SHARD",
                        "ACTION VERIFY COPY history BY PARTITION | ",
                        "ACTION CONFIRM 'really?' | ");
    }

    @Test
    void finalize_holds_its_actions() {
        bench.write("""
                MIGRATION 0002_b;
                FINALIZE 'a week has passed' BEGIN
                  STEP drop ON EACH REPLICA { DROP TABLE x } IRREVERSIBLE;
                  STEP more ON EACH REPLICA { DROP TABLE y } IRREVERSIBLE;
                END;
                """);
        assertThat(shown())
                .containsExactly(
                        "MIGRATION MIGRATION 0002_b | ",
                        "FINALIZE FINALIZE 'a week has passed' | ",
                        "  ACTION STEP drop | ON EACH REPLICA",
                        "  ACTION STEP more | ON EACH REPLICA");
        OutlineEntry last = bench.outline().get(1);
        assertThat(last.span().of(bench.text())).startsWith("FINALIZE").endsWith("END;");
        assertThat(last.children().get(0).name().of(bench.text())).isEqualTo("drop");
    }

    @Test
    void a_broken_file_has_an_outline_all_the_same() {
        bench.write(
                "MIGRATION 0002_b\nSTEP s ON\nSTEP t ON ANY NODE { SELECT 1 };\nSTEP\noops;\nPARAM p = 1;\nSTEP u { unclosed");
        assertThat(shown())
                .containsExactly(
                        "MIGRATION MIGRATION 0002_b | ",
                        "ACTION STEP s | ON",
                        "ACTION STEP t | ON ANY NODE",
                        "ACTION STEP oops | ",
                        "PARAMETER PARAM p | = 1",
                        "ACTION STEP u | ");
    }

    private List<String> shown() {
        var lines = new ArrayList<String>();
        bench.outline().forEach(it -> show(it, "", lines));
        return lines;
    }

    private static void show(OutlineEntry it, String margin, List<String> lines) {
        lines.add(margin + it.kind() + " " + it.label() + " | " + it.detail());
        it.children().forEach(child -> show(child, margin + "  ", lines));
    }
}
