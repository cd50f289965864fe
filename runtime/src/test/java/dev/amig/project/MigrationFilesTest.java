package dev.amig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFilesTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void layOut() throws IOException {
        write("first", "MIGRATION first;");
        write("second", "MIGRATION second DEPENDS ON first;");
        write("third", "MIGRATION third DEPENDS ON second;");
        write("fourth", "MIGRATION fourth DEPENDS ON third;");
        project = Project.load(folder);
    }

    @Test
    void what_is_needed_are_the_named_ones_and_all_that_they_depend_on() {
        MigrationFiles needed = MigrationFiles.readNeeded(project, List.of(file("third")));
        assertThat(needed.chosen()).extracting(ValidMigration::name).containsExactly("third");
        assertThat(needed.all()).extracting(ValidMigration::name).containsExactly("first", "second", "third");
    }

    @Test
    void without_names_everything_is_needed() {
        assertThat(MigrationFiles.readNeeded(project, List.of()).chosen())
                .extracting(ValidMigration::name)
                .containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void a_mistake_in_a_file_that_is_not_needed_does_not_matter() throws IOException {
        write("fourth", "MIGRATION fourth DEPENDS third;");
        assertThat(MigrationFiles.readNeeded(project, List.of(file("second"))).chosen())
                .extracting(ValidMigration::name)
                .containsExactly("second");
        assertThatThrownBy(() -> MigrationFiles.read(project, List.of(file("second"))))
                .isInstanceOf(LanguageException.class);
    }

    @Test
    void with_a_mistake_in_a_needed_file_the_mistakes_of_all_are_told() throws IOException {
        write("first", "MIGRATION 1;");
        write("fourth", "MIGRATION four;");
        assertThat(mistakes("second")).hasSize(2).anyMatch(it -> it.contains("four"));
    }

    @Test
    void for_a_dependency_that_does_not_exist_all_names_are_candidates() throws IOException {
        write("second", "MIGRATION second DEPENDS ON fourht;");
        assertThatThrownBy(() -> MigrationFiles.readNeeded(project, List.of(file("second"))))
                .isInstanceOfSatisfying(
                        LanguageException.class,
                        it -> assertThat(it.problems().get(0).hints()).containsExactly("did you mean fourth?"));
    }

    @Test
    void a_named_file_must_not_have_the_name_of_one_in_the_folder() throws IOException {
        Path other = Files.createDirectory(folder.resolve("elsewhere")).resolve("first.amig");
        Files.writeString(other, "MIGRATION first;");
        assertThatThrownBy(() -> MigrationFiles.readNeeded(project, List.of(other)))
                .isInstanceOf(LanguageException.class)
                .hasMessageContaining("a second migration is called first");
    }

    @Test
    void a_file_that_is_no_text_is_told() throws IOException {
        Files.write(file("third"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> MigrationFiles.readNeeded(project, List.of(file("third"))))
                .isInstanceOf(LanguageException.class)
                .hasMessageContaining("third.amig:1:1");
    }

    private List<String> mistakes(String name) {
        try {
            MigrationFiles.readNeeded(project, List.of(file(name)));
            return List.of();
        } catch (LanguageException e) {
            return e.problems().stream().map(Problem::message).toList();
        }
    }

    private void write(String name, String header) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), header + "\nSTEP a ON EACH SHARD { SELECT 1 } ROLLBACK { SELECT 2 };\n");
    }

    private Path file(String name) {
        return folder.resolve("migrations.d").resolve(name + ".amig");
    }
}
