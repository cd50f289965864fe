package dev.amig.project;

import java.util.List;
import java.util.Optional;

/**
 * {@code password} → {@link SecretSource}. A password that stands in the file itself is refused: the file is meant to be
 * kept with the migrations, where everybody can read it, now and in its history.
 */
final class SecretReader {
    static final String FORMS = "{env: NAME} or {file: PATH}";
    static final List<String> KEYS = List.of("env", "file");

    private SecretReader() {}

    static Optional<SecretSource> read(Value value) {
        return value.isScalar() ? reference(value) : value.section().flatMap(section -> section(value, section));
    }

    /** {@code ${NAME}}, which many write out of habit, means {@code {env: NAME}}. */
    private static Optional<SecretSource> reference(Value value) {
        Optional<String> name = value.rawText(FORMS).flatMap(Variables::onlyName);
        if (name.isEmpty()) {
            value.reportSecret(
                    value.name() + " stands in the file, where everybody who can read the migrations can read it",
                    "write " + FORMS);
        }
        return name.map(it -> new SecretSource.FromEnvironment(value.location(), it));
    }

    private static Optional<SecretSource> section(Value value, Section section) {
        section.allow(KEYS);
        if (section.has("env") == section.has("file")) {
            value.report(value.name() + " needs one of env and file", "write " + FORMS);
            return Optional.empty();
        }
        return section.has("env")
                ? section.value("env")
                        .flatMap(Value::word)
                        .map(it -> new SecretSource.FromEnvironment(value.location(), it))
                : section.value("file").flatMap(Value::path).map(it -> new SecretSource.FromFile(value.location(), it));
    }
}
