package dev.amig.compatibility;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An embedded node in processes with the class path of module {@code embedded}: two grpc-javas do not go into one JVM. */
final class EmbeddedNodeExtension implements BeforeAllCallback, AfterAllCallback {
    private Process launcher;
    private int grpcPort;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classPath(),
                        "dev.amig.embedded.ClusterMain")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the embedded node did not start; see above for what its launcher said");
            }
            grpcPort = Integer.parseInt(line.split(" ")[4]);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        launcher.getOutputStream().close();
        if (!launcher.waitFor(30, TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
            throw new IOException("the embedded node did not end within 30 s");
        }
    }

    int grpcPort() {
        return grpcPort;
    }

    private static String classPath() throws IOException {
        Path libraries = Path.of(System.getProperty("amig.embedded.libraries"));
        if (!Files.exists(libraries)) {
            throw new IOException(
                    libraries + " is missing: build module embedded too, mvn -pl compatibility -am verify");
        }
        return System.getProperty("amig.embedded.classes")
                + File.pathSeparator
                + Files.readString(libraries).strip();
    }
}
