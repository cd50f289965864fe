package dev.amig.cli;

import dev.amig.embedded.EngineLibrary;
import dev.amig.embedded.Installation;
import dev.amig.embedded.UserFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code amig --version} says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"amig " + ofAmig(), "Java " + ofJava(), "ClickHouse engine " + ofEngine()};
    }

    /** Such as {@code 0.1.0}. */
    static String ofAmig() {
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ofJava() {
        return "%s (%s, %s %s)"
                .formatted(
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }

    /** Looks only; nothing is fetched. */
    private static String ofEngine() {
        String named = System.getenv().getOrDefault("AMIG_ENGINE_LIB", "");
        if (!named.isEmpty()) {
            return "%s (AMIG_ENGINE_LIB)".formatted(named);
        }
        Installation engine =
                new Installation(UserFolders.cache().resolve("engine"), EngineLibrary.VERSION, "the engine");
        return EngineLibrary.VERSION
                + (engine.isReady()
                        ? " (%s)".formatted(engine.folder())
                        : " (not installed: the first embedded cluster fetches it)");
    }
}
