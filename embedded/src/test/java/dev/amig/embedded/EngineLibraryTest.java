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
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With npm clients of its own on the PATH, each failing in one of the ways in which npm fails. */
class EngineLibraryTest {
    private static final Platform LINUX = Platform.of("Linux", "amd64", false);
    private static final String PACKAGE = "@chdb/lib-linux-x64-gnu";

    private static final String INSTEAD =
            "use a cluster of your own (clusters: in amig.yaml), or set AMIG_ENGINE_LIB to a libchdb of version "
                    + EngineLibrary.VERSION;

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
        return new EngineLibrary(Map.of("PATH", bin + ":/usr/bin:/bin"), LINUX, cache, 1_000_000);
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
                .containsExactly("installing ClickHouse: " + PACKAGE + " " + EngineLibrary.VERSION + " into "
                        + cache.resolve("engine"));
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
        assertThat(progress).contains("another process is installing the engine; waiting for it");
    }

    @Test
    void what_a_killed_installer_left_behind_is_swept_up() throws Exception {
        Path half = Files.createDirectories(cache.resolve("engine").resolve(EngineLibrary.VERSION));
        Files.writeString(half.resolve("libchdb.so.part"), "half");
        Path fresh = Files.createDirectories(cache.resolve("engine").resolve(EngineLibrary.VERSION + ".installing-1"));
        Files.writeString(fresh.resolve("junk"), "junk");
        npm(installing(""));
        assertThat(library().find(progress::add)).hasContent("engine");
        assertThat(half.resolve("libchdb.so.part")).doesNotExist();
        assertThat(fresh).doesNotExist();
    }

    @Test
    void without_npm_the_error_says_what_to_install() {
        EngineLibrary withoutNpm = new EngineLibrary(Map.of("PATH", bin.toString()), LINUX, cache, 1_000_000);
        assertThatThrownBy(() -> withoutNpm.find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage(
                        "the engine of the embedded cluster is fetched with npm, and there is no npm on the PATH; install it (package \"npm\" of your distribution), or "
                                + INSTEAD);
    }

    @Test
    void when_the_package_cannot_be_reached_npms_last_words_are_told() throws Exception {
        npm("echo npm error code ENOTFOUND; echo npm error network request failed; exit 1");
        assertThatThrownBy(() -> library().find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("npm could not fetch " + PACKAGE + "@" + EngineLibrary.VERSION
                        + " (exit code 1); check the network and npm's configuration (npm config list), or " + INSTEAD
                        + "; npm's last lines:\n"
                        + "    npm error code ENOTFOUND\n    npm error network request failed");
        npm(installing(""));
        assertThat(library().find(progress::add)).hasContent("engine");
    }

    @Test
    void when_the_disk_is_full_the_error_says_how_much_is_needed() throws Exception {
        npm("echo npm error code ENOSPC; exit 228");
        assertThatThrownBy(() -> library().find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("the disk of " + cache.resolve("engine")
                        + " has no room for the engine: its installation needs 1 MB,"
                        + " and npm found it full; free some, or set XDG_CACHE_HOME to a folder on a larger disk");
    }

    @Test
    void a_disk_that_is_nearly_full_is_told_before_anything_is_fetched() throws Exception {
        npm(installing(""));
        long everything = Long.MAX_VALUE;
        EngineLibrary library = new EngineLibrary(Map.of("PATH", bin + ":/usr/bin:/bin"), LINUX, cache, everything);
        assertThatThrownBy(() -> library.find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageMatching(
                        "the disk of " + Pattern.quote(cache.resolve("engine").toString())
                                + " has no room for the engine: its installation needs [0-9,]+ MB, [0-9,]+ MB are free; free some,"
                                + " or set XDG_CACHE_HOME to a folder on a larger disk");
        assertThat(bin.resolve("npm.calls")).doesNotExist();
        assertThat(cache.resolve("engine")).isDirectoryNotContaining("glob:**installing**");
    }

    @Test
    void a_package_without_the_library_is_refused() throws Exception {
        npm("exit 0");
        assertThatThrownBy(() -> library().find(progress::add))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("npm fetched " + PACKAGE + "@" + EngineLibrary.VERSION
                        + ", but there is no libchdb.so in it; check npm's configuration (npm config list)");
    }

    @Test
    void a_slow_installation_tells_how_far_it_is() throws Exception {
        npm("mkdir -p \"$3/node_modules\"; head -c 3000000 /dev/zero >\"$3/node_modules/part\"; sleep 1.2"
                + installing(""));
        library().find(progress::add);
        assertThat(progress).contains("installing ClickHouse: 3 of 570 MB on disk");
    }

    @Test
    void an_unsupported_platform_is_named_with_what_to_use_instead() {
        String instead =
                "; use a cluster of your own (clusters: in amig.yaml), or set AMIG_ENGINE_LIB to a libchdb of version "
                        + EngineLibrary.VERSION + " built for this platform";
        assertThatThrownBy(() -> on(Platform.of("Windows 11", "amd64", false)).find(progress::add))
                .hasMessage("there is no embedded ClickHouse for windows x64" + instead);
        assertThatThrownBy(() -> on(Platform.of("Linux", "amd64", true)).find(progress::add))
                .hasMessage("there is no embedded ClickHouse for linux x64 with musl libc" + instead);
        assertThatThrownBy(() -> on(Platform.of("Linux", "riscv64", false)).find(progress::add))
                .hasMessage("there is no embedded ClickHouse for linux riscv64" + instead);
    }

    private EngineLibrary on(Platform platform) {
        return new EngineLibrary(Map.of(), platform, cache, 1_000_000);
    }

    @Test
    void the_users_own_library_wins_and_must_exist() throws Exception {
        Path own = Files.writeString(folder.resolve("own.so"), "own");
        assertThat(new EngineLibrary(Map.of("AMIG_ENGINE_LIB", own.toString()), LINUX, cache, 1_000_000)
                        .find(progress::add))
                .isEqualTo(own);
        Path missing = folder.resolve("missing.so");
        assertThatThrownBy(
                        () -> new EngineLibrary(Map.of("AMIG_ENGINE_LIB", missing.toString()), LINUX, cache, 1_000_000)
                                .find(progress::add))
                .hasMessage("AMIG_ENGINE_LIB is set to " + missing
                        + ", and there is no such file; correct it, or unset it and the engine is installed for you");
    }

    @Test
    void the_cache_folder_is_the_operating_systems() {
        Path home = Path.of("/home/u");
        assertThat(new UserFolders(Map.of(), "Linux", home).cacheFolder()).isEqualTo(Path.of("/home/u/.cache/amig"));
        assertThat(new UserFolders(Map.of(), "Mac OS X", home).cacheFolder())
                .isEqualTo(Path.of("/home/u/Library/Caches/amig"));
        assertThat(new UserFolders(Map.of("XDG_CACHE_HOME", "/c"), "Linux", home).cacheFolder())
                .isEqualTo(Path.of("/c/amig"));
        assertThat(new UserFolders(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home).cacheFolder())
                .isEqualTo(Path.of("/home/u/.cache/amig"));
    }
}
