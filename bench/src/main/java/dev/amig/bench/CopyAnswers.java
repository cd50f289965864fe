package dev.amig.bench;

import dev.amig.bench.AnsweringNodes.Answer;
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
import java.util.stream.Collectors;

/** What a node with {@link SimulatedTables} says to a copy, at once. What it does not know it refuses, so that no answer is a guess. */
final class CopyAnswers implements AnsweringNodes.Answers {
    private static final String SHAPE = "MergeTree PARTITION BY p ORDER BY %s SETTINGS index_granularity = 8192";
    private static final List<String> COLUMNS = List.of("p", "UInt32", "id", "UInt64", "name", "String");
    private static final long PLENTY = 1L << 50;

    private static final Pattern TABLE = Pattern.compile("(?:table|name) = '([^']+)'");
    private static final Pattern CREATE =
            Pattern.compile("CREATE TABLE bench\\.(\\S+) UUID '([^']+)' .* COMMENT '([^']+)'", Pattern.DOTALL);
    private static final Pattern DROP = Pattern.compile("DROP TABLE IF EXISTS bench\\.(\\S+) SYNC");
    private static final Pattern LINK =
            Pattern.compile("ALTER TABLE bench\\.(\\S+) ATTACH PARTITION ID '([^']+)' FROM bench\\.events");
    private static final Pattern MOVE =
            Pattern.compile("ALTER TABLE bench\\.(\\S+) MOVE PARTITION ID '[^']+' TO TABLE bench\\.events_new");
    private static final Pattern INSERT =
            Pattern.compile("INSERT INTO bench\\.(\\S+) \\(.*_part IN \\(([^)]+)\\)", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile(
            "SELECT toInt64\\(count\\(\\)\\) FROM bench\\.(\\S+)(?:\\s+WHERE .*_part IN \\(([^)]+)\\))?");
    private static final Pattern OF_PARTS = Pattern.compile(
            "SELECT (DISTINCT )?(.+) FROM system\\.parts WHERE (.+?)( GROUP BY partition_id)?( ORDER BY .+?)?( LIMIT 1)?",
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
        return switch (sql.substring(0, Math.max(0, sql.indexOf(' ')))) {
            case "SELECT", "DESCRIBE" -> asked(sql.replaceAll("\\s+", " ").strip());
            case "CHECK" -> Answer.of(table(List.of(1L)));
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
                || on(sql, LINK, it -> tables.link(it.group(1), it.group(2)))
                || on(sql, DROP, it -> tables.drop(it.group(1)))) {
            return Answer.of("");
        }
        throw unknown(sql);
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
        if (sql.contains(" FROM system.parts WHERE ")) {
            return Answer.of(parts(sql));
        }
        Matcher count = COUNT.matcher(sql);
        if (count.matches()) {
            long rows = count.group(2) == null
                    ? rows(count.group(1))
                    : names(count.group(2)).size() * SimulatedTables.ROWS_OF_A_PART;
            return Answer.of(table(List.of(rows)));
        }
        if (sql.contains("FROM system.tables AS t")) {
            String key = name(sql).equals(SimulatedTables.SOURCE) ? "id" : "(name, id)";
            return Answer.of(table(
                    List.of("MergeTree", SHAPE.formatted(key), "Atomic", "p", key.replaceAll("[()]", ""), "default")));
        }
        if (sql.startsWith("SELECT toString(uuid), comment FROM system.tables")) {
            return Answer.of(table(
                    2,
                    tables.described(name(sql)).stream()
                            .map(it -> List.<Object>of(it.uuid(), it.comment()))
                            .toList()));
        }
        return Answer.of(other(sql));
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
        if (sql.contains("FROM system.columns")) {
            return table(3, columns(false));
        } else if (sql.startsWith("DESCRIBE TABLE")) {
            return table(2, columns(true));
        } else if (sql.contains("getSetting('max_threads')")) {
            return table(List.of((long) workers, 0L, 0L));
        } else if (sql.contains("version()")) {
            return table(List.of("26.7.2.1"));
        } else if (sql.contains("FROM system.disks")) {
            return table(List.of(PLENTY));
        } else if (sql.contains("FROM system.merge_tree_settings")) {
            return table(List.of("1000"));
        } else if (sql.contains("count") || sql.contains("'readonly'")) {
            return table(List.of(0L));
        } else if (sql.equals("SELECT 1") || sql.contains("getSetting('")) {
            return table(List.of(1L));
        } else if (sql.contains("FROM system.")) {
            // Mutations, replicas, indexes, projections, processes: there are none.
            return table(3, List.of());
        }
        throw unknown(sql);
    }

    private static List<List<Object>> columns(boolean described) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i += 2) {
            rows.add(
                    described ? List.of("c" + i, COLUMNS.get(i + 1)) : List.of(COLUMNS.get(i), COLUMNS.get(i + 1), ""));
        }
        return rows;
    }

    // ---- system.parts

    private String parts(String sql) {
        Matcher query = OF_PARTS.matcher(sql);
        if (!query.matches()
                || !query.group(3)
                        .replaceAll("\\w+ = '[^']+'|active|rows > 0|AND|\\s", "")
                        .isEmpty()) {
            throw unknown(sql);
        }
        String[] wanted = query.group(2).split(", ");
        List<Part> found = tables.partsOf(name(sql));
        Map<Object, List<Part>> groups = new LinkedHashMap<>();
        boolean whole = query.group(4) == null && query.group(2).matches(".*\\b(sum|max|count)\\(.*");
        boolean byPartition = query.group(4) != null || query.group(1) != null;
        if (whole) {
            groups.put("", found);
        } else {
            found.forEach(
                    part -> groups.computeIfAbsent(byPartition ? part.partition() : part, unused -> new ArrayList<>(1))
                            .add(part));
        }
        return table(
                wanted.length,
                groups.values().stream()
                        .limit(query.group(6) == null ? Long.MAX_VALUE : 1)
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
            case "toInt64(count())" -> (long) group.size();
            case "toInt64(max(max_block_number))" ->
                group.stream().mapToLong(Part::block).max().orElse(0);
            case "toInt64(sum(bytes_on_disk))" ->
                group.stream().mapToLong(Part::rows).sum() * SimulatedTables.BYTES_OF_A_ROW;
            default -> throw unknown(expression);
        };
    }

    // ---- the protocol's rows

    private static String table(List<Object> row) {
        return table(row.size(), List.of(row));
    }

    private static String table(int width, List<? extends List<?>> rows) {
        StringBuilder text = new StringBuilder();
        text.append(names(width)).append(types(width, rows));
        rows.forEach(
                row -> text.append(row.stream().map(CopyAnswers::json).collect(Collectors.joining(", ", "[", "]\n"))));
        return text.toString();
    }

    private static String names(int width) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add("\"c" + i + "\"");
        }
        return names + "\n";
    }

    private static String types(int width, List<? extends List<?>> rows) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            types.add(!rows.isEmpty() && rows.get(0).get(i) instanceof Long ? "\"Int64\"" : "\"String\"");
        }
        return types + "\n";
    }

    private static String json(Object value) {
        return value instanceof Long ? value.toString() : "\"" + value + "\"";
    }
}
