package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With npm clients of its own on the PATH, each failing in one of the ways in which npm fails. */
class NpmInstallationTest {
    private static final Platform LINUX = Platform.of("Linux", "amd64", false);
    private static final String PACKAGE = "@chdb/lib-linux-x64-gnu";

    @TempDir
    Path folder;

    private Path bin;
    private Path cache;
    private final List<String> progress = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeFolders() throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        cache = folder.resolve("cache");
    }

    private void npm(String script) throws IOException {
        Path npm = bin.resolve("npm");
        Files.writeString(npm, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private EngineLibrary library() {
        return new EngineLibrary(Map.of("PATH", bin + ":/usr/bin:/bin"), LINUX, cache);
    }

    /** Puts the library where npm would: {@code npm install --prefix DIR …}. */
    private static String installing(String before) {
        return before + "\necho once >> \"$0.calls\"\nmkdir -p \"$3/node_modules/" + PACKAGE
                + "\"\necho engine > \"$3/node_modules/" + PACKAGE + "/libchdb.so\"\n";
    }

    private long calls() throws IOException {
        return Files.readAllLines(bin.resolve("npm.calls")).size();
    }

    @Test
    void it_is_installed_once_and_found_afterwards() throws Exception {
        npm(installing(""));
        Path found = library().find(progress::add);
        assertThat(found).hasContent("engine");
        assertThat(library().find(progress::add)).isEqualTo(found);
        assertThat(calls()).isEqualTo(1);
        assertThat(progress)
                .containsExactly(
                        "installing ClickHouse (" + PACKAGE + " " + EngineLibrary.VERSION + ", 178 MB) into "
                                + cache.resolve("engine").resolve(EngineLibrary.VERSION),
                        "ClickHouse is installed");
    }

    @Test
    void of_two_installers_at_once_one_installs_and_the_other_waits() throws Exception {
        npm(installing("sleep 1"));
        CompletableFuture<Path> first =
                CompletableFuture.supplyAsync(() -> library().find(progress::add));
        CompletableFuture<Path> second =
                CompletableFuture.supplyAsync(() -> library().find(progress::add));
        assertThat(first.get()).isEqualTo(second.get());
        assertThat(calls()).isEqualTo(1);
        assertThat(progress).contains("another amig is installing the engine; waiting for it");
    }

    @Test
    void what_a_killed_installer_left_behind_is_swept_up() throws Exception {
        Path half = Files.createDirectories(cache.resolve("engine").resolve(EngineLibrary.VERSION));
        Files.writeString(half.resolve("libchdb.so.part"), "half");
        Path fresh = Files.createDirectories(cache.resolve("engine").resolve(EngineLibrary.VERSION + ".installing"));
        Files.writeString(fresh.resolve("junk"), "junk");
        npm(installing(""));
        assertThat(library().find(progress::add)).hasContent("engine");
        assertThat(half.resolve("libchdb.so.part")).doesNotExist();
        assertThat(fresh).doesNotExist();
    }

    @Test
    void without_npm_the_error_says_what_to_install() {
        EngineLibrary withoutNpm = new EngineLibrary(Map.of("PATH", bin.toString()), LINUX, cache);
        assertThatThrownBy(() -> withoutNpm.find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage(
                        "the embedded ClickHouse is fetched with npm, and there is no npm on the PATH; install the package npm of your distribution, use a cluster of your own (clusters: in amig.yaml), or set AMIG_ENGINE_LIB to a libchdb.so");
    }

    @Test
    void when_the_package_cannot_be_reached_npms_last_words_are_told() throws Exception {
        npm("echo npm error code ENOTFOUND; echo npm error network request failed; exit 1");
        assertThatThrownBy(() -> library().find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("npm could not fetch " + PACKAGE + " " + EngineLibrary.VERSION
                        + " (exit code 1); check the network and npm's configuration (npm config get registry), or set AMIG_ENGINE_LIB to a libchdb.so of your own; npm said:\n"
                        + "    npm error code ENOTFOUND\n    npm error network request failed");
        npm(installing(""));
        assertThat(library().find(progress::add)).hasContent("engine");
    }

    @Test
    void when_the_disk_is_full_the_error_says_how_much_is_needed() throws Exception {
        npm("echo npm error code ENOSPC; exit 228");
        assertThatThrownBy(() -> library().find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage(
                        "there is not enough disk space for the engine in "
                                + cache.resolve("engine").resolve(EngineLibrary.VERSION)
                                + ": it needs 1,000 MB while it installs, npm ran out of it; free some, or set XDG_CACHE_HOME to a folder on a larger disk");
    }

    @Test
    void an_unsupported_platform_is_named_with_what_to_use_instead() {
        String instead =
                "; use a cluster of your own (clusters: in amig.yaml), or set AMIG_ENGINE_LIB to a libchdb of version "
                        + EngineLibrary.VERSION + " that was built for this platform";
        assertThatThrownBy(() -> on(Platform.of("Windows 11", "amd64", false)).find(progress::add))
                .hasMessage("there is no embedded ClickHouse for windows x64" + instead);
        assertThatThrownBy(() -> on(Platform.of("Linux", "amd64", true)).find(progress::add))
                .hasMessage("there is no embedded ClickHouse for linux x64 with musl libc" + instead);
        assertThatThrownBy(() -> on(Platform.of("Linux", "riscv64", false)).find(progress::add))
                .hasMessage("there is no embedded ClickHouse for linux riscv64" + instead);
    }

    private EngineLibrary on(Platform platform) {
        return new EngineLibrary(Map.of(), platform, cache);
    }

    @Test
    void the_users_own_library_wins_and_must_exist() throws Exception {
        Path own = Files.writeString(folder.resolve("own.so"), "own");
        assertThat(new EngineLibrary(Map.of("AMIG_ENGINE_LIB", own.toString()), LINUX, cache).find(progress::add))
                .isEqualTo(own);
        Path missing = folder.resolve("missing.so");
        assertThatThrownBy(() -> new EngineLibrary(Map.of("AMIG_ENGINE_LIB", missing.toString()), LINUX, cache)
                        .find(progress::add))
                .hasMessage("AMIG_ENGINE_LIB names " + missing
                        + ", where there is no file; correct it, or unset it and amig installs the engine");
    }

    @Test
    void the_cache_folder_is_the_operating_systems() {
        Path home = Path.of("/home/u");
        assertThat(CacheFolder.path(Map.of(), "Linux", home)).isEqualTo(Path.of("/home/u/.cache/amig"));
        assertThat(CacheFolder.path(Map.of(), "Mac OS X", home)).isEqualTo(Path.of("/home/u/Library/Caches/amig"));
        assertThat(CacheFolder.path(Map.of("XDG_CACHE_HOME", "/c"), "Linux", home))
                .isEqualTo(Path.of("/c/amig"));
    }
}
