package dev.amig.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows out of {@value #FORMAT}: a line of names, a line of types, a line for each row. Both transports ask for this format
 * and decode it here, so a value is the same whichever way it came. Output of another format (the statement has a {@code FORMAT} of
 * its own) is kept as lines of text in one column {@code output}.
 */
public final class RowDecoder {
    public static final String FORMAT = "JSONCompactEachRowWithNamesAndTypes";

    // The server sent it, so it may be as large as the server likes.
    private static final StreamReadConstraints NO_LIMITS = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    private static final ObjectReader JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(NO_LIMITS).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final int maxRows;
    private final LineSplitter lines;
    private final List<Result.Column> columns = new ArrayList<>();
    private final List<ValueDecoder> decoders = new ArrayList<>();
    private final List<List<Object>> rows = new ArrayList<>();
    private List<String> names;
    private boolean truncated;

    /** @param format that the server says it writes; empty for statements without rows */
    public RowDecoder(int maxRows, String format) {
        this.maxRows = maxRows;
        boolean ownFormat = !format.isEmpty() && !format.equals(FORMAT);
        this.lines = new LineSplitter(ownFormat ? this::text : this::json);
        if (ownFormat) {
            columns.add(new Result.Column("output", "String"));
        }
    }

    /**
     * Settings that make the format exact: numbers that JSON's own would round come in quotes. A statement's own {@code SETTINGS} win
     * over them; whatever it sets, the values here come out the same, except that without {@code quote_denormals} infinities are null.
     */
    public static Map<String, String> settings() {
        return Map.of(
                "output_format_json_quote_64bit_integers", "0",
                "output_format_json_quote_denormals", "1",
                "output_format_json_quote_decimals", "1",
                "output_format_json_named_tuples_as_objects", "0",
                "output_format_json_map_as_array_of_tuples", "0",
                "output_format_json_escape_forward_slashes", "0");
    }

    /** Takes the next piece, wherever it was cut; looks at none any more once there are enough rows. */
    public void accept(byte[] bytes, int length) throws MalformedOutputException {
        if (!truncated) {
            lines.accept(bytes, length);
        }
    }

    /** Says that the output has ended. */
    public void finish() throws MalformedOutputException {
        lines.finish();
        if (names != null && columns.isEmpty()) {
            throw new MalformedOutputException("it ends behind the names of the columns", null);
        }
    }

    private void text(String line) {
        if (hasRoom()) {
            rows.add(List.of(line));
        }
    }

    private void json(String line) throws MalformedOutputException {
        if (names == null) {
            names = strings(line);
        } else if (columns.isEmpty()) {
            types(strings(line));
        } else if (hasRoom()) {
            rows.add(row(line));
        }
    }

    private boolean hasRoom() {
        truncated |= rows.size() >= maxRows;
        return !truncated;
    }

    private void types(List<String> types) throws MalformedOutputException {
        if (types.size() != names.size()) {
            throw new MalformedOutputException(
                    names.size() + " names of columns, but " + types.size() + " types", null);
        }
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Result.Column(names.get(i), types.get(i)));
            decoders.add(ValueDecoder.of(types.get(i)));
        }
    }

    private List<Object> row(String line) throws MalformedOutputException {
        JsonNode json = parse(line);
        if (json.size() != decoders.size()) {
            throw new MalformedOutputException(
                    "a row of " + json.size() + " values for " + decoders.size() + " columns", null);
        }
        List<Object> row = new ArrayList<>(decoders.size());
        for (int i = 0; i < decoders.size(); i++) {
            row.add(value(i, json.get(i)));
        }
        return row;
    }

    private Object value(int column, JsonNode json) throws MalformedOutputException {
        try {
            return decoders.get(column).decode(json);
        } catch (RuntimeException e) {
            throw new MalformedOutputException(
                    "the column " + columns.get(column).name() + " is no "
                            + columns.get(column).type(),
                    e);
        }
    }

    private static List<String> strings(String line) throws MalformedOutputException {
        List<String> strings = new ArrayList<>();
        parse(line).forEach(node -> strings.add(node.asText()));
        return strings;
    }

    private static JsonNode parse(String line) throws MalformedOutputException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new MalformedOutputException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    public List<Result.Column> columns() {
        return List.copyOf(columns);
    }

    public List<List<Object>> rows() {
        return rows;
    }

    public boolean truncated() {
        return truncated;
    }
}
