package dev.amig.project;

import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.transport.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a password is kept. It is read when it is needed, so that nobody needs the passwords of clusters he does not use. */
public sealed interface SecretSource {
    /** Where {@code amig.yaml} says so. */
    Location location();

    /**
     * Gets it.
     *
     * @throws ConfigurationException it is not there
     */
    Secret read(Map<String, String> environment);

    /** {@code {env: NAME}}. */
    record FromEnvironment(Location location, String name) implements SecretSource {
        @Override
        public Secret read(Map<String, String> environment) {
            String value = environment.get(name);
            if (value == null) {
                throw missing(
                        location, "the environment variable %s, which holds a password, is not set".formatted(name));
            }
            return Secret.of(value);
        }
    }

    /** {@code {file: PATH}}: its content without the line feed at its end. */
    record FromFile(Location location, Path path) implements SecretSource {
        @Override
        public Secret read(Map<String, String> environment) {
            try {
                return Secret.of(Files.readString(path).replaceFirst("\\R\\z", ""));
            } catch (NoSuchFileException e) {
                throw missing(location, "the file %s, which holds a password, does not exist".formatted(path));
            } catch (IOException e) {
                throw missing(location, "the file %s, which holds a password, cannot be read: %s".formatted(path, e));
            }
        }
    }

    private static ConfigurationException missing(Location location, String message) {
        return new ConfigurationException(List.of(new Problem(location, message, Optional.empty(), List.of())));
    }
}
