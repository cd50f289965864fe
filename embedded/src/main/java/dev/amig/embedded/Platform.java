package dev.amig.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The operating system and processor, and the engine's package for them. */
public record Platform(String os, String architecture, boolean musl) {
    /** Keys as {@link #name()}; the packages and their version are those that CLICKHOUSE.md was tried with. */
    private static final Map<String, String> PACKAGES = Map.of(
            "linux x64", "@chdb/lib-linux-x64-gnu",
            "linux arm64", "@chdb/lib-linux-arm64-gnu",
            "darwin arm64", "@chdb/lib-darwin-arm64",
            "darwin x64", "@chdb/lib-darwin-x64");

    public static Platform current() {
        // The loader of musl's systems (Alpine); the engine is built for glibc.
        boolean musl =
                Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
        return of(System.getProperty("os.name"), System.getProperty("os.arch"), musl && !hasGlibc());
    }

    private static boolean hasGlibc() {
        return Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                || Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
    }

    static Platform of(String osName, String osArch, boolean musl) {
        String os = osName.toLowerCase(Locale.ROOT);
        String architecture = switch (osArch) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            default -> osArch;
        };
        String family = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
        return new Platform(family, architecture, musl);
    }

    String name() {
        return os + " " + architecture;
    }

    Optional<String> enginePackage() {
        return musl ? Optional.empty() : Optional.ofNullable(PACKAGES.get(name()));
    }

    @Override
    public String toString() {
        return name() + (musl ? " with musl libc" : "");
    }
}
