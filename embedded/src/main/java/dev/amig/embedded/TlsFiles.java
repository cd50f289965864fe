package dev.amig.embedded;

import java.nio.file.Path;

/** PEM files: a certificate with its chain, and its unencrypted PKCS#8 key. */
record TlsFiles(Path certificate, Path privateKey) {}
