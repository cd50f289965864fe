package dev.amig.cli.skeleton;

import java.util.List;

/** Which names a new migration may have. */
final class MigrationName {
    private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

    private MigrationName() {}

    /** @param taken names of migrations, with their numbers */
    static void check(String name, List<String> taken) {
        if (!name.matches(IDENTIFIER)) {
            String instead = identifier(MigrationFolder.withoutNumber(name));
            boolean numbered = !MigrationFolder.withoutNumber(name).equals(name);
            throw new BadNameException(
                    "'%s' is no name for a migration%s"
                            .formatted(name, numbered ? "; amig puts the number before it" : ""),
                    "a name has letters, digits and _, and begins with no digit"
                            + (instead.matches(IDENTIFIER) ? "; write " + instead : ""));
        }
        taken.stream()
                .filter(it -> MigrationFolder.withoutNumber(it).equalsIgnoreCase(name))
                .findFirst()
                .ifPresent(it -> {
                    throw new BadNameException(
                            "there is a migration %s already".formatted(it),
                            "choose another name, such as " + free(name, taken));
                });
    }

    /** What the author may have meant: {@code add-index 2} → {@code add_index_2}. */
    private static String identifier(String name) {
        return name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[_0-9]+|_+$", "");
    }

    private static String free(String name, List<String> taken) {
        int number = 2;
        while (isTaken(name + "_" + number, taken)) {
            number++;
        }
        return name + "_" + number;
    }

    private static boolean isTaken(String name, List<String> taken) {
        return taken.stream().anyMatch(it -> MigrationFolder.withoutNumber(it).equalsIgnoreCase(name));
    }
}
