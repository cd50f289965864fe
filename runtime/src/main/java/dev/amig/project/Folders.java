package dev.amig.project;

/** Relative to the folder of {@code amig.yaml}, or absolute. */
public record Folders(String migrations, String templates) {
    static final Folders DEFAULT = new Folders("migrations.d", "templates");
}
