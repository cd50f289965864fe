package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Once, on a node with a small volume, does by hand what 26.7 does by itself now and then: the disk is nearly full, a chunk's part is
 * acknowledged, and its file of marks is not there.
 */
final class LostMarks {
    /** Less than a copy begins a chunk with, and enough for the one that is begun again. */
    private static final long LEFT = 600L << 20;

    private static final Pattern FILLING = Pattern.compile("INSERT INTO (\\S+)\\.(\\S+__amig_chunk_\\S+) ");

    private final Node node;
    private final SmallVolume volume;
    private final AtomicBoolean done = new AtomicBoolean();

    LostMarks(Node node, SmallVolume volume) {
        this.node = node;
        this.volume = volume;
    }

    Transport on(Node connected, Transport real) {
        return connected.equals(node) ? new Losing(real) : real;
    }

    private final class Losing extends ForwardingTransport {
        private Losing(Transport real) {
            super(real);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            Result result = real.execute(query, progress);
            Matcher filling = FILLING.matcher(query.sql());
            if (filling.find() && done.compareAndSet(false, true)) {
                try {
                    lose(filling.group(1), filling.group(2));
                    volume.fillBut(LEFT);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return result;
        }

        private void lose(String database, String table) throws QueryException, IOException {
            String part = "SELECT path FROM system.parts WHERE database = '%s' AND table = '%s' AND active LIMIT 1"
                    .formatted(database, table);
            List<List<Object>> found = real.execute(Query.of(part, "test-" + UUID.randomUUID()), ProgressListener.NONE)
                    .rows();
            try (Stream<Path> files = Files.list(Path.of(found.get(0).get(0).toString()))) {
                Path marks = files.filter(it -> it.toString().matches(".*mrk\\d?"))
                        .findFirst()
                        .orElseThrow();
                Files.delete(marks);
            }
        }
    }
}
