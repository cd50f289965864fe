package dev.amig.embedded.process;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a node's process needs to know, as a file that its parent writes. It holds no password.
 *
 * @param folder       the node's own
 * @param detachedMark once this file is there, the node outlives its parent
 * @param temporary    whether the folder goes when the parent dies
 */
public record NodeSettings(
        Path folder,
        Path library,
        Path engineConfig,
        int httpPort,
        int nativePort,
        int grpcPort,
        Optional<Path> tlsCertificate,
        Optional<Path> tlsKey,
        Path detachedMark,
        boolean temporary) {

    public void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("folder", folder.toString());
        properties.setProperty("library", library.toString());
        properties.setProperty("engine_config", engineConfig.toString());
        properties.setProperty("http_port", String.valueOf(httpPort));
        properties.setProperty("native_port", String.valueOf(nativePort));
        properties.setProperty("grpc_port", String.valueOf(grpcPort));
        tlsCertificate.ifPresent(path -> properties.setProperty("tls_certificate", path.toString()));
        tlsKey.ifPresent(path -> properties.setProperty("tls_key", path.toString()));
        properties.setProperty("detached_mark", detachedMark.toString());
        properties.setProperty("temporary", String.valueOf(temporary));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "written by amig at every start of this node");
        }
    }

    static NodeSettings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new NodeSettings(
                Path.of(properties.getProperty("folder")),
                Path.of(properties.getProperty("library")),
                Path.of(properties.getProperty("engine_config")),
                Integer.parseInt(properties.getProperty("http_port")),
                Integer.parseInt(properties.getProperty("native_port")),
                Integer.parseInt(properties.getProperty("grpc_port")),
                Optional.ofNullable(properties.getProperty("tls_certificate")).map(Path::of),
                Optional.ofNullable(properties.getProperty("tls_key")).map(Path::of),
                Path.of(properties.getProperty("detached_mark")),
                Boolean.parseBoolean(properties.getProperty("temporary")));
    }
}
