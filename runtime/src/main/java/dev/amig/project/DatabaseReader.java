package dev.amig.project;

import java.util.Optional;

/** {@code journal} and the entries of {@code postgres} → {@link Database}. */
final class DatabaseReader {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final String EXAMPLE = "url: jdbc:postgresql://pg.example.net:5432/amig";

    private DatabaseReader() {}

    static Optional<Database> read(Section section) {
        section.allow(Database.class);
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
