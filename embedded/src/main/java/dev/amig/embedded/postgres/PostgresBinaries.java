package dev.amig.embedded.postgres;

import dev.amig.embedded.EmbeddedException;
import dev.amig.embedded.Installation;
import dev.amig.embedded.Platform;
import dev.amig.embedded.UserFolders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the jar that carries them. */
final class PostgresBinaries {
    /** A data folder belongs to one major version; the folder's name says which programs these are. */
    static final String MAJOR = "18";

    private static final String VERSION = MAJOR + ".6.0";

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private PostgresBinaries() {}

    /** @return the folder that holds {@code bin} */
    static Path locate(Consumer<String> progress) {
        String archive = archiveName(Platform.current());
        return new Installation(UserFolders.cache().resolve("postgres"), VERSION, "PostgreSQL")
                .install(folder -> unpack(archive, folder), progress);
    }

    static String archiveName(Platform platform) {
        String architecture = platform.architecture().equals("arm64") ? "arm_64" : "x86_64";
        return "postgres-" + platform.os() + "-" + architecture + ".txz";
    }

    private static void unpack(String archive, Path folder) throws IOException {
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (resource == null || Platform.current().musl()) {
                throw new EmbeddedException("this build of amig brings no PostgreSQL for " + Platform.current()
                        + "; set journal.url in amig.yaml to a PostgreSQL of your own");
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
                TarArchiveEntry entry;
                while ((entry = tar.getNextEntry()) != null) {
                    unpack(tar, entry, folder);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive holds a path outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, EXECUTABLE);
        }
    }
}
