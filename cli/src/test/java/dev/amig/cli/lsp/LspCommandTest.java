package dev.amig.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor's whole talk with {@code amig lsp}. */
class LspCommandTest {
    private static final String RIGHT = """
            MIGRATION 0001_a;
            PARAM events = 'db.events 😀' DESCRIPTION 'what people query';
            STEP create 'one table' ON EACH SHARD { CREATE TABLE ${events} (x Int8) ENGINE = ${engine.plain(events)} }
            ROLLBACK { /* 😀😀 */ DROP TABLE IF EXISTS ${events} };
            """;

    @TempDir
    private Path project;

    private Path file;
    private Editor editor;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(project.resolve("migrations.d"));
        Files.createDirectories(project.resolve("library"));
        Files.writeString(project.resolve("amig.yaml"), "folders: {templates: library}\n");
        Files.writeString(project.resolve("library/engine.ftl"), """
                <#-- A plain table. -->
                <#function plain table><#return "MergeTree"></#function>
                """);
        file = project.resolve("migrations.d/0001_a.amig");
        editor = new Editor();
    }

    @AfterEach
    void leave() throws IOException {
        editor.close();
    }

    @Test
    void a_broken_document_is_told_so_and_a_mended_one_too() throws Exception {
        assertThat(editor.initialize().getServerInfo().getName()).isEqualTo("amig");
        editor.open(file, RIGHT.replace("EACH SHARD", "EACH SHRAD").replace("0001_a;", "0001-a;"));
        var told = editor.nextDiagnostics();
        assertThat(told.getUri()).isEqualTo(Editor.uri(file));
        assertThat(told.getDiagnostics().stream().map(Editor::shown))
                .containsExactly(
                        "0:10-0:16 Error a migration's name cannot hold a dash; write 0001_a or `0001-a`",
                        "2:32-2:37 Error expected SHARD or REPLICA after EACH, found 'SHRAD'\nhelp: did you mean ON EACH SHARD?");
        editor.change(file, RIGHT);
        assertThat(editor.nextDiagnostics().getDiagnostics()).isEmpty();
    }

    @Test
    void columns_behind_an_emoji_are_counted_as_the_protocol_counts_them() throws Exception {
        editor.initialize();
        editor.open(file, RIGHT.replace("IF EXISTS ${events}", "IF EXISTS ${event}"));
        assertThat(editor.nextDiagnostics().getDiagnostics().stream().map(Editor::shown))
                .containsExactly("3:45-3:50 Error 'event' is not defined\nhelp: did you mean events?");
    }

    @Test
    void it_answers_what_editors_ask() throws Exception {
        editor.initialize();
        editor.open(file, RIGHT);
        assertThat(editor.nextDiagnostics().getDiagnostics()).isEmpty();
        var documents = editor.server().getTextDocumentService();
        var use = Editor.place(RIGHT, "events}", 1);

        var hover = documents.hover(new HoverParams(Editor.document(file), use)).get(20, TimeUnit.SECONDS);
        assertThat(hover.getContents().getRight().getValue())
                .isEqualTo("```amig\nPARAM events STRING = 'db.events 😀'\n```\n\nwhat people query");

        var declared = documents
                .definition(new DefinitionParams(Editor.document(file), use))
                .get(20, TimeUnit.SECONDS);
        assertThat(declared.getLeft()).hasSize(1);
        assertThat(declared.getLeft().get(0).getUri()).isEqualTo(Editor.uri(file));
        assertThat(declared.getLeft().get(0).getRange().getStart()).isEqualTo(Editor.place(RIGHT, "events", 1));

        var function = documents
                .definition(new DefinitionParams(Editor.document(file), Editor.place(RIGHT, "plain(", 1)))
                .get(20, TimeUnit.SECONDS);
        assertThat(function.getLeft().get(0).getUri()).isEqualTo(Editor.uri(project.resolve("library/engine.ftl")));
        assertThat(function.getLeft().get(0).getRange().getStart().getLine()).isEqualTo(1);

        var target = documents
                .completion(new CompletionParams(Editor.document(file), Editor.place(RIGHT, "EACH SHARD", 1)))
                .get(20, TimeUnit.SECONDS);
        assertThat(target.getLeft().stream().map(it -> it.getLabel()))
                .containsExactlyInAnyOrder(
                        "ANY NODE", "EACH SHARD", "EACH REPLICA", "OTHER REPLICAS", "SHARD", "SHARDS", "POSTGRES");

        var outline = documents
                .documentSymbol(new DocumentSymbolParams(Editor.document(file)))
                .get(20, TimeUnit.SECONDS);
        assertThat(outline.stream()
                        .map(it ->
                                it.getRight().getName() + " | " + it.getRight().getDetail()))
                .containsExactly(
                        "MIGRATION 0001_a | ",
                        "PARAM events | = 'db.events 😀' DESCRIPTION 'what people query'",
                        "STEP create | 'one table' ON EACH SHARD");
    }

    @Test
    void an_editor_that_takes_its_leave_ends_it_well() throws Exception {
        editor.initialize();
        editor.server().shutdown().get(20, TimeUnit.SECONDS);
        editor.server().exit();
        assertThat(editor.exitCode()).isZero();
    }

    @Test
    void exit_without_shutdown_is_a_failure_as_the_protocol_wants_it() throws Exception {
        editor.initialize();
        editor.server().exit();
        assertThat(editor.exitCode()).isEqualTo(1);
    }

    @Test
    void it_does_not_outlive_an_editor_that_has_crashed() throws Exception {
        editor.initialize();
        editor.closeInput();
        assertThat(editor.exitCode()).isEqualTo(1);
    }
}
