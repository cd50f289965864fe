package dev.amig.editor.service;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the templates of a migration are: what {@code amig.yaml} says about it, only the caller can read. */
@FunctionalInterface
public interface TemplateFolder {
    /** {@code templates} beside the nearest {@code amig.yaml} upwards; without one, beside the file's folder. */
    TemplateFolder USUAL = TemplateFolder::usual;

    /** @param file absolute; it need not be there */
    Path of(Path file);

    private static Path usual(Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("amig.yaml"))) {
                return folder.resolve("templates");
            }
        }
        Path folder = file.getParent();
        Path project = folder != null && folder.getParent() != null ? folder.getParent() : folder;
        return project == null ? Path.of("templates") : project.resolve("templates");
    }
}
