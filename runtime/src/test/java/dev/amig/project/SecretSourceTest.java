package dev.amig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.source.Location;
import dev.amig.project.SecretSource.FromEnvironment;
import dev.amig.project.SecretSource.FromFile;
import dev.amig.transport.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourceTest {
    private static final Location PLACE = new Location("amig.yaml", 9, 15);

    @TempDir
    private Path folder;

    @Test
    void a_secret_shows_itself_only_to_who_asks() {
        Secret secret = new FromEnvironment(PLACE, "PASSWORD").read(Map.of("PASSWORD", "hunter2"));
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret).hasToString("***");
    }

    @Test
    void the_line_feed_at_a_files_end_is_no_part_of_the_password() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), " hunter2 \n");
        assertThat(new FromFile(PLACE, file).read(Map.of()).reveal()).isEqualTo(" hunter2 ");
    }

    @Test
    void a_password_that_is_not_there_is_told_where_it_is_asked_for() {
        assertThatThrownBy(() -> new FromEnvironment(PLACE, "PASSWORD").read(Map.of()))
                .hasMessage("amig.yaml:9:15: the environment variable PASSWORD, which holds a password, is not set");
        Path file = folder.resolve("absent");
        assertThatThrownBy(() -> new FromFile(PLACE, file).read(Map.of()))
                .hasMessage("amig.yaml:9:15: the file %s, which holds a password, does not exist".formatted(file));
    }
}
