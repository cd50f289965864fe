package dev.amig.project;

import java.time.Duration;
import java.util.Optional;

/** {@code journal} and the entries of {@code postgres} → {@link Database}. */
final class DatabaseReader {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final String EXAMPLE = "url: jdbc:postgresql://pg.example.net:5432/amig";

    /** A day, in seconds. */
    private static final int LONGEST_PATIENCE = 86_400;

    private DatabaseReader() {}

    static Optional<JournalConfig> readJournal(Section section) {
        section.allow(JournalConfig.class);
        Optional<Duration> patience = section.value("patience")
                .flatMap(it -> it.integer(1, LONGEST_PATIENCE))
                .map(Duration::ofSeconds);
        return fields(section).map(it -> new JournalConfig(it.url(), it.user(), it.password(), patience));
    }

    static Optional<Database> read(Section section) {
        section.allow(Database.class);
        return fields(section);
    }

    private static Optional<Database> fields(Section section) {
        Optional<String> url = section.required("url", EXAMPLE).flatMap(DatabaseReader::url);
        Optional<String> user = section.value("user").flatMap(Value::word);
        Optional<SecretSource> password = section.value("password").flatMap(SecretReader::read);
        return url.map(it -> new Database(it, user, password));
    }

    private static Optional<String> url(Value value) {
        return value.word().filter(url -> {
            if (url.matches("(?i).*[?&]password=.*")) {
                value.reportSecret(value.name() + " holds a password", "write it as password: " + SecretReader.FORMS);
                return false;
            }
            if (!url.startsWith(PREFIX)) {
                value.report("%s must begin with %s".formatted(value.name(), PREFIX), "write " + EXAMPLE);
                return false;
            }
            return true;
        });
    }
}
