package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
    private static final String MESSY = "migration 0001_a  description 'text';\nconfirm 'sure?';\n";
    private static final String TIDY = "MIGRATION 0001_a\n  DESCRIPTION 'text';\n\nCONFIRM 'sure?';\n";
    private static final String WRONG = "MIGRATION 0003_c\nCONFIRM 'sure?';\n";

    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void a_project() {
        project = new ProjectFolder(folder);
    }

    @Test
    void a_file_is_laid_out_and_named() throws IOException {
        project.with("migrations.d/0001_a.amig", MESSY).withMigration("0002_b", "");
        assertThat(Call.amig("fmt", project.migrations()))
                .isEqualTo(Call.done(path("0001_a") + "\n1 of 2 files was laid out anew\n"));
        assertThat(project.read("migrations.d/0001_a.amig")).isEqualTo(TIDY);
        assertThat(Call.amig("fmt", project.migrations())).isEqualTo(Call.done("2 files are laid out already\n"));
        assertThat(project.files()).containsExactly("migrations.d/0001_a.amig", "migrations.d/0002_b.amig");
    }

    /** The tests run in a folder of this repository. */
    @Test
    void without_files_those_of_the_project_are_meant() {
        assertThat(Call.amig("fmt", "--check")).isEqualTo(Call.done("2 files are laid out already\n"));
    }

    @Test
    void several_files_and_folders_may_be_named() throws IOException {
        project.with("migrations.d/0001_a.amig", MESSY).with("other/0002_b.amig", MESSY);
        assertThat(Call.amig(
                        "fmt",
                        project.migrations(),
                        folder.resolve("other/0002_b.amig").toString()))
                .isEqualTo(Call.done(path("0001_a") + "\n" + folder.resolve("other/0002_b.amig")
                        + "\n2 of 2 files were laid out anew\n"));
    }

    @Test
    void check_changes_nothing_and_fails_if_something_would_change() throws IOException {
        project.with("migrations.d/0001_a.amig", MESSY).withMigration("0002_b", "");
        assertThat(Call.amig("fmt", "--check", project.migrations()))
                .isEqualTo(new Call(1, path("0001_a") + "\n1 of 2 files would change\n", ""));
        assertThat(project.read("migrations.d/0001_a.amig")).isEqualTo(MESSY);
        assertThat(Call.amig("fmt", "--check", path("0002_b"))).isEqualTo(Call.done("1 file is laid out already\n"));
    }

    @Test
    void diff_changes_nothing_and_shows_what_would_change() throws IOException {
        project.with("migrations.d/0001_a.amig", MESSY);
        String diff = """
                --- %1$s
                +++ %1$s
                @@ -1,2 +1,4 @@
                -migration 0001_a  description 'text';
                -confirm 'sure?';
                +MIGRATION 0001_a
                +  DESCRIPTION 'text';
                +
                +CONFIRM 'sure?';
                """.formatted(path("0001_a"));
        assertThat(Call.amig("fmt", "--diff", project.migrations())).isEqualTo(Call.done(diff));
        assertThat(Call.amig("fmt", "--diff", "--check", project.migrations())).isEqualTo(new Call(1, diff, ""));
        assertThat(project.read("migrations.d/0001_a.amig")).isEqualTo(MESSY);
    }

    @Test
    void a_file_with_errors_is_not_touched_and_the_others_are_laid_out() throws IOException {
        project.with("migrations.d/0001_a.amig", MESSY).with("migrations.d/0003_c.amig", WRONG);
        assertThat(Call.amig("fmt", project.migrations()))
                .isEqualTo(new Call(2, path("0001_a") + "\n", """
                error: %s:1:17: expected ';' after the migration's name, found CONFIRM
                  MIGRATION 0003_c
                                  ^
                """.formatted(path("0003_c"))));
        assertThat(project.read("migrations.d/0001_a.amig")).isEqualTo(TIDY);
        assertThat(project.read("migrations.d/0003_c.amig")).isEqualTo(WRONG);
    }

    @Test
    void windows_files_lose_their_carriage_returns_and_byte_order_mark() throws IOException {
        project.with("migrations.d/0001_a.amig", "\uFEFF" + TIDY.replace("\n", "\r\n"));
        assertThat(Call.amig("fmt", "--check", project.migrations()).exitCode()).isEqualTo(1);
        assertThat(Call.amig("fmt", project.migrations()).exitCode()).isZero();
        assertThat(project.read("migrations.d/0001_a.amig")).isEqualTo(TIDY);
        project.with("migrations.d/0001_a.amig", "\uFEFF" + TIDY);
        assertThat(Call.amig("fmt", "--check", project.migrations()).exitCode()).isEqualTo(1);
    }

    @Test
    void permissions_and_links_stay() throws IOException {
        project.with("elsewhere/a.amig", MESSY);
        Path file = folder.resolve("elsewhere/a.amig");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        Path link = Files.createSymbolicLink(folder.resolve("0001_a.amig"), file);
        assertThat(Call.amig("fmt", link.toString())).isEqualTo(Call.done(link + "\n1 of 1 file was laid out anew\n"));
        assertThat(link).isSymbolicLink().hasContent(TIDY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x--x");
        assertThat(project.files()).containsExactly("0001_a.amig", "elsewhere/a.amig");
    }

    @Test
    void an_editor_gives_its_text_and_gets_it_back() {
        assertThat(onStdin(MESSY, "fmt", "--stdin")).isEqualTo(Call.done(TIDY));
        assertThat(onStdin(TIDY, "fmt", "--stdin", "--check")).isEqualTo(Call.done(""));
        assertThat(onStdin(MESSY, "fmt", "--stdin", "--check")).isEqualTo(new Call(1, "", ""));
        assertThat(onStdin(MESSY, "fmt", "--stdin", "--diff").out())
                .startsWith("--- <stdin>\n+++ <stdin>\n@@ -1,2 +1,4 @@\n");
        assertThat(onStdin(WRONG, "fmt", "--stdin")).isEqualTo(Call.refused("""
                error: <stdin>:1:17: expected ';' after the migration's name, found CONFIRM
                  MIGRATION 0003_c
                                  ^
                """));
    }

    @Test
    void standard_input_and_files_are_not_read_together() {
        assertThat(Call.amig("fmt", "--stdin", folder.toString())).isEqualTo(Call.refused("""
                error: --stdin takes no files
                  help: leave out either --stdin or the files
                """));
    }

    @Test
    void what_amig_itself_writes_is_laid_out() {
        assertThat(Call.amig("init", folder.toString()).exitCode()).isZero();
        for (String kind : List.of("step", "copy")) {
            assertThat(Call.amig("new", "--project", folder.toString(), "--template", kind, "a_" + kind)
                            .exitCode())
                    .isZero();
        }
        assertThat(Call.amig("fmt", "--check", project.migrations()))
                .isEqualTo(Call.done("3 files are laid out already\n"));
    }

    private String path(String name) {
        return folder.resolve("migrations.d").resolve(name + ".amig").toString();
    }

    private static Call onStdin(String text, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Call.amig(args);
        } finally {
            System.setIn(before);
        }
    }
}
