package dev.amig.bench;

import dev.amig.bench.AnsweringNodes.Answer;
import dev.amig.bench.ProtocolRows.Tuple;
import dev.amig.bench.SimulatedTables.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a node with {@link SimulatedTables} says to a copy, at once. What it does not know it refuses, so that no answer is a guess. */
final class CopyAnswers implements AnsweringNodes.Answers {
    private static final String SHAPE = "MergeTree PARTITION BY p ORDER BY %s SETTINGS index_granularity = 8192";
    private static final List<String> COLUMNS = List.of("p", "UInt32", "id", "UInt64", "name", "String");
    private static final long PLENTY = 1L << 50;

    private static final String DATABASE = "bench";
    private static final Pattern TABLES = Pattern.compile("(?:table|name) IN \\(([^)]+)\\)");
    private static final Pattern TABLE = Pattern.compile("(?:table|name) = '([^']+)'");
    private static final Pattern CREATE =
            Pattern.compile("CREATE TABLE bench\\.(\\S+) UUID '([^']+)' .* COMMENT '([^']+)'", Pattern.DOTALL);
    private static final Pattern DROP = Pattern.compile("DROP TABLE IF EXISTS bench\\.(\\S+) SYNC");
    private static final Pattern LINK = Pattern.compile(
            "ALTER TABLE bench\\.(\\S+) (ATTACH PARTITION ID '[^']+' FROM bench\\.events.*)", Pattern.DOTALL);
    private static final Pattern LINKED = Pattern.compile("PARTITION ID '([^']+)'");
    private static final Pattern MOVE =
            Pattern.compile("ALTER TABLE bench\\.(\\S+) MOVE PARTITION ID '[^']+' TO TABLE bench\\.events_new");
    private static final Pattern INSERT =
            Pattern.compile("INSERT INTO bench\\.(\\S+) \\(.*_part IN \\(([^)]+)\\)", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile(
            "SELECT toInt64\\(count\\(\\)\\) FROM bench\\.(\\S+)(?:\\s+WHERE .*_part IN \\(([^)]+)\\))?");
    private static final Pattern MANY =
            Pattern.compile("SELECT groupArray\\(\\(question, answer\\)\\) FROM \\((.+)\\) SETTINGS max_threads = 1");
    private static final Pattern QUESTION = Pattern.compile("SELECT '(\\w+)' AS question, (.+?) AS answer FROM (.+)");

    private static final Pattern OF_PARTS = Pattern.compile(
            "SELECT (.+) FROM system\\.parts WHERE (.+?)( GROUP BY partition_id)?( ORDER BY .+?)?( LIMIT 1)?",
            Pattern.DOTALL);

    private final SimulatedTables tables;
    private final int workers;
    private final Consumer<SimulatedTables> onFill;
    private final Consumer<SimulatedTables> onMove;

    /**
     * @param workers chunks at a time that the node says it can bear
     * @param onFill  hears of each chunk that begins to be filled
     * @param onMove  hears of each that has arrived
     */
    CopyAnswers(
            SimulatedTables tables, int workers, Consumer<SimulatedTables> onFill, Consumer<SimulatedTables> onMove) {
        this.tables = tables;
        this.workers = workers;
        this.onFill = onFill;
        this.onMove = onMove;
    }

    @Override
    public Answer to(String sql) {
        return switch (sql.split("\\s", 2)[0]) {
            case "SELECT", "DESCRIBE" -> asked(sql.replaceAll("\\s+", " ").strip());
            case "CHECK" -> Answer.of(ProtocolRows.of(List.of(1L)));
            case "KILL", "SYSTEM" -> Answer.of("");
            default -> done(sql);
        };
    }

    // ---- what changes something

    private Answer done(String sql) {
        Matcher insert = INSERT.matcher(sql);
        if (insert.find()) {
            onFill.accept(tables);
            long rows = tables.fill(insert.group(1), names(insert.group(2)));
            return new Answer("", rows, rows);
        }
        if (on(sql, MOVE, it -> tables.move(it.group(1)))) {
            onMove.accept(tables);
            return Answer.of("");
        }
        if (on(sql, CREATE, it -> tables.create(it.group(1), it.group(2), it.group(3)))
                || on(sql, LINK, it -> link(it.group(1), it.group(2)))
                || on(sql, DROP, it -> tables.drop(it.group(1)))) {
            return Answer.of("");
        }
        throw unknown(sql);
    }

    private void link(String table, String commands) {
        LINKED.matcher(commands).results().forEach(it -> tables.link(table, it.group(1)));
    }

    private static boolean on(String sql, Pattern pattern, Consumer<MatchResult> then) {
        Matcher matcher = pattern.matcher(sql);
        boolean found = matcher.find();
        if (found) {
            then.accept(matcher);
        }
        return found;
    }

    private static List<String> names(String quoted) {
        return Arrays.stream(quoted.split(", ")).map(it -> it.replace("'", "")).toList();
    }

    private static IllegalArgumentException unknown(String sql) {
        return new IllegalArgumentException("the simulated servers know no answer to: " + sql);
    }

    // ---- what is asked

    private Answer asked(String sql) {
        Matcher many = MANY.matcher(sql);
        if (many.matches()) {
            return Answer.of(ProtocolRows.of(List.of(Arrays.stream(many.group(1).split(" UNION ALL "))
                    .flatMap(this::ofMany)
                    .toList())));
        }
        if (sql.contains(" FROM system.parts WHERE ")) {
            return Answer.of(parts(sql));
        }
        Matcher count = COUNT.matcher(sql);
        if (count.matches()) {
            long rows = count.group(2) == null
                    ? rows(count.group(1))
                    : names(count.group(2)).size() * SimulatedTables.ROWS_OF_A_PART;
            return Answer.of(ProtocolRows.of(List.of(rows)));
        }
        return Answer.of(other(sql));
    }

    /** One of the questions that are asked in one statement. */
    private Stream<Tuple> ofMany(String select) {
        Matcher question = QUESTION.matcher(select);
        if (!question.matches()) {
            throw unknown(select);
        }
        String name = question.group(1);
        String from = question.group(3);
        return answers(name, from).map(it -> new Tuple(List.of(name, it)));
    }

    private Stream<List<Object>> answers(String question, String from) {
        return switch (question) {
            // Before the first row.
            case "table" -> namesOfTables(from).stream().map(CopyAnswers::shape);
            case "database" -> Stream.of(List.of(DATABASE, "Atomic"));
            case "column" -> namesOfTables(from).stream().flatMap(CopyAnswers::columns);
            case "index", "mutation" -> Stream.of();
            case "partition" ->
                tables.partsOf(SimulatedTables.SOURCE).stream()
                        .map(Part::partition)
                        .distinct()
                        .map(it -> List.of(it, "0"));
            // Also of a staging table.
            case "rows" ->
                Stream.of(List.of(String.valueOf(from.startsWith("system.parts") ? 0 : rows(from.split("\\.")[1]))));
            case "part" ->
                tables.partsOf(name(from)).stream()
                        .map(it -> List.of(it.partition(), it.name(), it.hash(), String.valueOf(it.rows())));
            case "block" -> {
                String partition =
                        tables.partsOf(name(from.split(" IN ")[1])).get(0).partition();
                yield tables.partsOf(SimulatedTables.DESTINATION).stream()
                        .filter(it -> it.partition().equals(partition))
                        .map(it -> List.of(partition, String.valueOf(it.block())));
            }
            case "made" -> tables.described(name(from)).stream().map(it -> List.of(it.uuid(), it.comment()));
            // The throttle.
            case "most" -> Stream.of(List.of("0", "1"));
            case "delay" -> Stream.of(List.of("1000"));
            case "disk" -> Stream.of(List.of("default", String.valueOf(PLENTY), "0"));
            case "policy" -> Stream.of(List.of("default", "default"));
            default -> throw unknown(question + " of " + from);
        };
    }

    private long rows(String table) {
        return tables.partsOf(table).stream().mapToLong(Part::rows).sum();
    }

    private static String name(String sql) {
        Matcher name = TABLE.matcher(sql);
        if (!name.find()) {
            throw unknown(sql);
        }
        return name.group(1);
    }

    private String other(String sql) {
        if (sql.contains("getSetting('max_threads')")) {
            return ProtocolRows.of(List.of((long) workers, 0L, 0L));
        } else if (sql.contains("version()")) {
            return ProtocolRows.of(List.of("26.7.2.1"));
        } else if (sql.contains("getSetting('readonly')")) {
            return ProtocolRows.of(List.of(0L, 1L, 0L, 0L));
        } else if (sql.contains("count")) {
            return ProtocolRows.of(List.of(0L));
        } else if (sql.equals("SELECT 1")) {
            return ProtocolRows.of(List.of(1L));
        } else if (sql.contains("FROM system.")) {
            // Replicas, processes: there are none.
            return ProtocolRows.of(3, List.of());
        }
        throw unknown(sql);
    }

    private static List<String> namesOfTables(String from) {
        Matcher asked = TABLES.matcher(from);
        if (!asked.find()) {
            throw unknown(from);
        }
        return names(asked.group(1));
    }

    private static List<Object> shape(String table) {
        String key = table.equals(SimulatedTables.SOURCE) ? "id" : "(name, id)";
        return List.of(
                DATABASE, table, "MergeTree", SHAPE.formatted(key), "p", key.replaceAll("[()]", ""), "default", "");
    }

    private static Stream<List<Object>> columns(String table) {
        return IntStream.range(0, COLUMNS.size() / 2)
                .mapToObj(i ->
                        List.of(DATABASE, table, String.valueOf(i), COLUMNS.get(2 * i), COLUMNS.get(2 * i + 1), ""));
    }

    // ---- system.parts

    private String parts(String sql) {
        Matcher query = OF_PARTS.matcher(sql);
        if (!query.matches()
                || !query.group(2)
                        .replaceAll("\\w+ = '[^']+'|active|rows > 0|AND|\\s", "")
                        .isEmpty()) {
            throw unknown(sql);
        }
        String[] wanted = query.group(1).split(", ");
        List<Part> found = tables.partsOf(name(sql));
        Map<Object, List<Part>> groups = new LinkedHashMap<>();
        boolean whole = query.group(3) == null && query.group(1).matches(".*\\b(sum|max|count)\\(.*");
        boolean byPartition = query.group(3) != null;
        if (whole) {
            groups.put("", found);
        } else {
            found.forEach(
                    part -> groups.computeIfAbsent(byPartition ? part.partition() : part, unused -> new ArrayList<>(1))
                            .add(part));
        }
        return ProtocolRows.of(
                wanted.length,
                groups.values().stream()
                        .limit(query.group(5) == null ? Long.MAX_VALUE : 1)
                        .map(group -> Arrays.stream(wanted)
                                .map(it -> value(it.replaceFirst(" AS \\w+$", ""), group))
                                .toList())
                        .toList());
    }

    private static Object value(String expression, List<Part> group) {
        return switch (expression) {
            case "partition_id" -> group.get(0).partition();
            case "name" -> group.get(0).name();
            case "hash_of_all_files" -> group.get(0).hash();
            case "toInt64(rows)" -> group.get(0).rows();
            case "toInt64(data_uncompressed_bytes)" -> group.get(0).rows() * SimulatedTables.BYTES_OF_A_ROW;
            case "has_lightweight_delete" -> 0L;
            case "toInt64(count())" -> (long) group.size();
            case "toInt64(max(max_block_number))" ->
                group.stream().mapToLong(Part::block).max().orElse(0);
            default -> throw unknown(expression);
        };
    }
}
