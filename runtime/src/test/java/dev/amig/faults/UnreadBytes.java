package dev.amig.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the sockets of a server, frozen perhaps, that it has not read yet: Linux tells it of every connection. */
final class UnreadBytes {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int QUEUES = 4;
    private static final int HEXADECIMAL = 16;

    private UnreadBytes() {}

    /** @return of all connections to the port together */
    static long at(int port) throws IOException {
        long sum = 0;
        for (Path table : TABLES) {
            if (Files.exists(table)) {
                try (Stream<String> lines = Files.lines(table)) {
                    sum += lines.skip(1).mapToLong(line -> ofLine(line, port)).sum();
                }
            }
        }
        return sum;
    }

    private static long ofLine(String line, int port) {
        String[] fields = line.strip().split("\\s+");
        return behindColon(fields[LOCAL]) == port ? behindColon(fields[QUEUES]) : 0;
    }

    /** {@code 0100007F:1F90} is an address and a port; {@code 00000000:0000002A} is what waits to be sent and to be read. */
    private static long behindColon(String field) {
        return Long.parseLong(field.substring(field.indexOf(':') + 1), HEXADECIMAL);
    }
}
