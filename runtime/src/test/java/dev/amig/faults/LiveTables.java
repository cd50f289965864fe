package dev.amig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.journal.Event;
import dev.amig.journal.RunStatus;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows on two shards that are copied into other partitions in another order, while others write into both tables of each
 * shard; and what must hold afterwards, to the row.
 *
 * <p>Whose a row is, its id tells: the lowest were there before; then come those written into the source, then those written into
 * the destination.
 */
final class LiveTables implements AutoCloseable {
    static final int MONTHS = 4;
    static final int TEAMS = 9;
    /** On each shard. */
    static final long ROWS = Long.getLong("amig.copy.rows", 420_000);

    private static final long INTO_SOURCE = 1_000_000_000_000L;
    private static final long INTO_DESTINATION = 2_000_000_000_000L;

    /** Slow enough to be hit in the middle. A chunk's rows come in several blocks, so its moves have several parts. */
    private static final String COPY =
            """
            COPY history FROM DB.events TO DB.events_by_name ON EACH SHARD APPEND CHUNK BY CHUNK_ROWS ROWS PARALLEL 2 ON ERROR PAUSE
              SETTINGS max_execution_speed = SPEED, timeout_before_checking_execution_speed = 0, max_block_size = 8192, min_insert_block_size_rows = 12000
              ROLLBACK NONE BECAUSE 'others write into the destination';
            VERIFY COPY history BY PARTITION ON ERROR PAUSE;
            """.replace("CHUNK_ROWS", String.valueOf(ROWS / 11)).replace("SPEED", String.valueOf(ROWS / 6));

    /** What a process of its own can be told to do. */
    static final class Copy extends Simple {
        Copy() {
            super("live_copy", RunStatus.COMPLETED, COPY);
        }
    }

    private static final String TABLES = """
            CREATE TABLE DB.events (id UInt64, team UInt32, name String, at DateTime('UTC')) ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY id;
            INSERT INTO DB.events SELECT number, number %% %2$d, concat('event ', toString(number %% 1013)), toDateTime('2024-01-01 00:00:00', 'UTC') + intDiv(number * 120 * 86400, %1$d) FROM numbers(%1$d);
            CREATE TABLE DB.events_by_name (id UInt64, team UInt32, name LowCardinality(String), at DateTime('UTC')) ENGINE = MergeTree PARTITION BY team %% 3 ORDER BY (name, id);
            CREATE TABLE DB.events__amig_snapshot_1_1 (n UInt8) ENGINE = MergeTree ORDER BY n;
            CREATE TABLE DB.events_by_name__amig_chunk_mine (n UInt8) ENGINE = MergeTree ORDER BY n;
            INSERT INTO DB.events__amig_snapshot_1_1 VALUES (1)""".formatted(ROWS, TEAMS);

    private final Workbench bench;
    private final String database;
    private final Map<Node, String> tables = new HashMap<>();
    private final List<Writer> sourceWriters = new ArrayList<>();
    private final List<Writer> destinationWriters = new ArrayList<>();

    private LiveTables(Workbench bench, String database) {
        this.bench = bench;
        this.database = database;
    }

    static LiveTables make(Workbench bench, String database) throws QueryException, InterruptedException {
        return make(bench, database, UnaryOperator.identity());
    }

    /** The same with both tables replicated. */
    static LiveTables makeReplicated(Workbench bench, String database) throws QueryException, InterruptedException {
        String engine = "ENGINE = ReplicatedMergeTree('/amig/" + database + "/%s', '{replica}') PARTITION BY %s";
        return make(
                bench,
                database,
                tables -> tables.replace(
                                "ENGINE = MergeTree PARTITION BY toYYYYMM(at)",
                                engine.formatted("events", "toYYYYMM(at)"))
                        .replace("ENGINE = MergeTree PARTITION BY team % 3", engine.formatted("by_name", "team % 3")));
    }

    private static LiveTables make(Workbench bench, String database, UnaryOperator<String> shape)
            throws QueryException, InterruptedException {
        LiveTables live = new LiveTables(bench, database);
        bench.furnish(database);
        for (Node node : bench.address().nodes()) {
            for (String sql : shape.apply(TABLES).replace("DB.", database + ".").split(";\n")) {
                bench.rows(node, sql);
            }
            live.tables.put(node, live.standing(node));
            live.sourceWriters.add(Writer.start(bench, node, database + ".events", INTO_SOURCE));
            live.destinationWriters.add(Writer.start(bench, node, database + ".events_by_name", INTO_DESTINATION));
        }
        return live;
    }

    Scenario scenario() {
        return new Simple(database, RunStatus.COMPLETED, COPY);
    }

    private String standing(Node node) throws QueryException {
        return bench.rows(
                        node, "SELECT name, uuid FROM system.tables WHERE database = '" + database + "' ORDER BY name")
                .toString();
    }

    boolean isCompleted() {
        return bench.latestRun(scenario(), database)
                .filter(it -> it.status() == RunStatus.COMPLETED)
                .isPresent();
    }

    /** It has made a table of its own. */
    boolean hasBegun() throws QueryException {
        return journaled("amig.owned_table", "true") > 0;
    }

    /** How many chunks have arrived on all shards. */
    long arrivedChunks() throws QueryException {
        return journaled("amig.copy_chunk", "t.state = 'DONE'");
    }

    private long journaled(String table, String condition) throws QueryException {
        return ((Number) bench.postgres(
                                "SELECT count(*) FROM %s t JOIN amig.run r ON r.id = t.run WHERE r.migration = 'm_%s' AND %s"
                                        .formatted(table, database, condition))
                        .get(0)
                        .get(0))
                .longValue();
    }

    /** What the journal tells of the last run. */
    String told() {
        return bench.latestRun(scenario(), database)
                .map(run -> bench.journal().events(run.id(), 0).stream()
                        .map(Event::text)
                        .collect(Collectors.joining("\n")))
                .orElse("");
    }

    /** What is shown to those who watch, as the journal has it. */
    String doing() {
        return bench.latestRun(scenario(), database)
                .flatMap(run -> bench.journal().activity(run.id()))
                .map(it -> it.progress().toString())
                .orElse("");
    }

    /** Those of one node; the others go on. */
    void endWriters(Node node) {
        Stream.concat(sourceWriters.stream(), destinationWriters.stream())
                .filter(it -> it.node().equals(node))
                .forEach(Writer::close);
    }

    /** @param written by the source's writers before the copy began */
    void assertCopied(Map<Node, List<Long>> written) throws QueryException {
        close();
        for (Node node : bench.address().nodes()) {
            assertSameRows(node);
            assertOwnedTablesAreGone(node);
        }
        for (Writer writer : sourceWriters) {
            assertWrittenRowsCameOnce(writer.node(), written.get(writer.node()));
        }
        for (Writer writer : destinationWriters) {
            assertWriterLostNothing(writer);
        }
    }

    Map<Node, List<Long>> writtenIntoSource() {
        Map<Node, List<Long>> written = new HashMap<>();
        sourceWriters.forEach(it -> written.put(it.node(), it.confirmed()));
        return written;
    }

    /** What an undisturbed copy gives: of every row that was there exactly one, by partition of the destination. */
    private void assertSameRows(Node node) throws QueryException {
        String sums =
                "SELECT toString(team %% 3) AS p, count(), sum(cityHash64(id, team, toString(name), at)), groupBitXor(cityHash64(id, team, toString(name), at)) FROM %s.%s WHERE id < %d GROUP BY p ORDER BY p";
        List<List<Object>> source = bench.rows(node, sums.formatted(database, "events", INTO_SOURCE));
        assertThat(source).hasSize(3);
        assertThat(bench.rows(node, sums.formatted(database, "events_by_name", INTO_SOURCE)))
                .as("rows and checksums by partition on " + node)
                .isEqualTo(source);
        assertThat(number(node, "SELECT toInt64(count()) FROM DB.events WHERE id < " + INTO_SOURCE))
                .isEqualTo(ROWS);
    }

    /**
     * The snapshot is of one moment for each partition of the source: of what was written into it, all up to some batch has come, and
     * nothing after it.
     */
    private void assertWrittenRowsCameOnce(Node node, List<Long> before) throws QueryException {
        String batches =
                "SELECT toYYYYMM(at) AS month, intDiv(id - %1$d, %2$d) AS batch, count() AS c FROM DB.%3$s WHERE id >= %1$d AND id < %4$d GROUP BY month, batch";
        String source = batches.formatted(INTO_SOURCE, Writer.STRIDE, "events", INTO_DESTINATION);
        String destination = batches.formatted(INTO_SOURCE, Writer.STRIDE, "events_by_name", INTO_DESTINATION);
        assertThat(number(node, "SELECT toInt64(count()) FROM (" + destination + ") WHERE c != " + Writer.BATCH))
                .as("batches that came in part or twice on " + node)
                .isZero();
        assertThat(number(
                        node,
                        "SELECT toInt64(count()) FROM (%1$s) AS s JOIN (SELECT month, max(batch) AS last FROM (%2$s) GROUP BY month) AS d ON s.month = d.month WHERE s.batch <= d.last"
                                .formatted(source, destination)))
                .as("batches of the source up to the last that has come on " + node)
                .isEqualTo(number(node, "SELECT toInt64(count()) FROM (" + destination + ")"));
        List<Long> come = new ArrayList<>();
        for (List<Object> row :
                bench.rows(node, ("SELECT toInt64(batch) FROM (" + destination + ")").replace("DB.", database + "."))) {
            come.add(((Number) row.get(0)).longValue());
        }
        assertThat(come).as("batches written before on " + node).containsAll(before);
    }

    private void assertWriterLostNothing(Writer writer) throws QueryException {
        String batches =
                "SELECT toInt64(intDiv(id - %1$d, %2$d)) AS batch, toInt64(count()) AS c FROM DB.events_by_name WHERE id >= %1$d GROUP BY batch ORDER BY batch"
                        .formatted(INTO_DESTINATION, Writer.STRIDE)
                        .replace("DB.", database + ".");
        List<Long> there = new ArrayList<>();
        for (List<Object> row : bench.rows(writer.node(), batches)) {
            assertThat(((Number) row.get(1)).intValue())
                    .as("rows of batch " + row.get(0))
                    .isEqualTo(Writer.BATCH);
            there.add(((Number) row.get(0)).longValue());
        }
        assertThat(there).as("batches of the destination's writer").containsAll(writer.confirmed());
        assertThat(writer.confirmed()).isNotEmpty();
    }

    /** And those stand whose names only look like ours. */
    private void assertOwnedTablesAreGone(Node node) throws QueryException {
        assertThat(standing(node)).as("tables on " + node).isEqualTo(tables.get(node));
        assertThat(number(node, "SELECT toInt64(count()) FROM DB.events__amig_snapshot_1_1"))
                .isOne();
    }

    private long number(Node node, String sql) throws QueryException {
        return ((Number) bench.rows(node, sql.replace("DB.", database + "."))
                        .get(0)
                        .get(0))
                .longValue();
    }

    /** The writers end; the tables stay. */
    @Override
    public void close() {
        sourceWriters.forEach(Writer::close);
        destinationWriters.forEach(Writer::close);
    }
}
