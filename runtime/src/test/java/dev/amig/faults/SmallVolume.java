package dev.amig.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system in a file, small enough to be filled. Making one takes rights that not everybody has. */
final class SmallVolume implements AutoCloseable {
    /** A copy begins chunks while there is a gibibyte left. The file is sparse: what is reserved in it takes no room. */
    private static final String SIZE = "3G";

    private final Path mounted;
    private final Path filler;

    private SmallVolume(Path mounted) {
        this.mounted = mounted;
        this.filler = mounted.resolve("filler");
    }

    /**
     * @param image that is made
     * @return empty where mounting is not allowed
     */
    static Optional<SmallVolume> mount(Path image, Path at) throws IOException {
        Files.createDirectories(at);
        boolean isMounted = works("truncate", "-s", SIZE, image.toString())
                && works("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=1", image.toString())
                && works("mount", "-o", "loop", image.toString(), at.toString());
        return isMounted ? Optional.of(new SmallVolume(at)) : Optional.empty();
    }

    /** To the last byte. */
    void fill() throws IOException {
        long free = Files.getFileStore(mounted).getUsableSpace();
        // What was freed or written meanwhile may be in the way of all at once.
        for (long size = free; size > 0; size /= 2) {
            works("fallocate", "-o", String.valueOf(size(filler)), "-l", String.valueOf(size), filler.toString());
        }
    }

    /** @param left bytes that stay free, about */
    void fillBut(long left) throws IOException {
        long size = Files.getFileStore(mounted).getUsableSpace() - left;
        works("fallocate", "-l", String.valueOf(size), filler.toString());
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    void clear() throws IOException {
        Files.deleteIfExists(filler);
    }

    private static boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        works("umount", mounted.toString());
    }
}
