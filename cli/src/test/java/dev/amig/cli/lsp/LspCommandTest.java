package dev.amig.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
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
    void an_error_in_a_template_is_told_in_both_files_until_it_is_mended_and_a_closed_file_has_none() throws Exception {
        Path engine = project.resolve("library/engine.ftl");
        editor.initialize();
        editor.open(engine, "<#if true>");
        editor.open(file, RIGHT);
        var told = List.of(editor.nextDiagnostics(), editor.nextDiagnostics());
        assertThat(told.stream()
                        .map(it -> it.getUri() + " "
                                + it.getDiagnostics().stream()
                                        .map(Editor::shown)
                                        .toList()))
                .containsExactlyInAnyOrder(
                        Editor.uri(file) + " [2:83-2:89 Error engine.ftl is wrong at 1:1: this <#if> is never closed]",
                        Editor.uri(engine) + " [0:0-0:4 Error this <#if> is never closed]");
        editor.change(engine, "<#function plain table><#return table></#function>");
        assertThat(editor.nextDiagnostics().getDiagnostics()).isEmpty();
        assertThat(editor.nextDiagnostics().getDiagnostics()).isEmpty();

        editor.change(file, "oops");
        assertThat(editor.nextDiagnostics().getDiagnostics()).hasSize(1);
        editor.close(file);
        var last = editor.nextDiagnostics();
        assertThat(last.getUri()).isEqualTo(Editor.uri(file));
        assertThat(last.getDiagnostics()).isEmpty();
    }

    @Test
    void a_parameter_is_renamed_and_a_name_that_cannot_be_is_refused_in_words() throws Exception {
        editor.initialize();
        editor.open(file, RIGHT);
        var documents = editor.server().getTextDocumentService();
        var use = Editor.place(RIGHT, "events}", 1);
        var edit = documents
                .rename(new RenameParams(Editor.document(file), use, "people"))
                .get(20, TimeUnit.SECONDS);
        assertThat(edit.getChanges().get(Editor.uri(file)))
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.getNewText()).isEqualTo("people"));
        assertThat(documents
                        .references(new ReferenceParams(Editor.document(file), use, new ReferenceContext(false)))
                        .get(20, TimeUnit.SECONDS))
                .hasSize(3);
        assertThatThrownBy(() -> documents
                        .rename(new RenameParams(Editor.document(file), use, "run"))
                        .get(20, TimeUnit.SECONDS))
                .hasRootCauseMessage("run means something else in templates");
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
