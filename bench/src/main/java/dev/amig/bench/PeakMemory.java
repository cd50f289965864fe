package dev.amig.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has taken at most. */
final class PeakMemory {
    private PeakMemory() {}

    static String told() throws IOException {
        return "threads at most %d; heap at most %d MB of %d MB; resident at most %s"
                .formatted(
                        ManagementFactory.getThreadMXBean().getPeakThreadCount(),
                        heap() >> 20,
                        Runtime.getRuntime().maxMemory() >> 20,
                        resident());
    }

    /** The sum of what each part of the heap held at most, before the collector came. */
    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(it -> it.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(it -> it.getUsed())
                .sum();
    }

    /** Linux only. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(it -> it.startsWith("VmHWM"))
                        .findFirst()
                        .map(it -> it.substring(6).strip())
                        .orElse("?")
                : "?";
    }
}
