package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcTlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void with_a_certificate_the_calls_are_encrypted(@TempDir Path folder) throws Exception {
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        makeCertificate(folder.resolve("keys.p12"), certificate, key);
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).grpcTls(certificate, key).start()) {
            EmbeddedNode node = cluster.nodes().get(0);
            try (GrpcClient client = new GrpcClient(NettyChannelBuilder.forAddress(
                            node.host(),
                            node.grpcPort(),
                            TlsChannelCredentials.newBuilder()
                                    .trustManager(certificate.toFile())
                                    .build())
                    .build())) {
                assertThat(client.unary("SELECT 'encrypted'").getOutput().toStringUtf8())
                        .isEqualTo("encrypted\n");
            }
            try (GrpcClient plain = new GrpcClient(node)) {
                assertThatThrownBy(() -> plain.unary("SELECT 1")).hasMessageStartingWith("UNAVAILABLE");
            }
        }
    }

    private static void makeCertificate(Path keys, Path certificate, Path key)
            throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(keys)) {
            store.load(input, PASSWORD);
        }
        writePem(certificate, "CERTIFICATE", store.getCertificate("server").getEncoded());
        writePem(key, "PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
    }

    private static void writePem(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
