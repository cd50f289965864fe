package dev.amig.transport;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;

/** Whose signature on a server's certificate is believed. */
public final class Authorities {
    private Authorities() {}

    /**
     * @return the trust in the certificates of the PEM file, or in those of the JDK where there is none
     * @throws IOException with one sentence for a person, when the file holds no certificate
     */
    public static TrustManagerFactory of(TransportOptions.Tls tls) throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(tls.authority().isPresent() ? store(tls.authority().get()) : null);
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the certificate file "
                            + tls.authority().map(Path::toString).orElse("of the JDK") + " cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry(String.valueOf(number++), certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("the certificate file " + file + " holds no certificate");
            }
            return certificates;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new IOException("the certificate file " + file + " does not exist", e);
        }
    }
}
