package dev.amig.transport;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows out of {@value #FORMAT}: a line of names, a line of types, a line for each row. Both transports ask for this format
 * and decode it here, so a value is the same whichever way it came. Output of another format (the statement has a {@code FORMAT} of
 * its own) is kept as lines of text in one column {@code output}.
 */
public final class RowDecoder {
    public static final String FORMAT = "JSONCompactEachRowWithNamesAndTypes";

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final int maxRows;
    private final boolean ownFormat;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<Result.Column> columns = new ArrayList<>();
    private final List<ValueDecoder> decoders = new ArrayList<>();
    private List<String> names;
    private byte[] rest = new byte[0];
    private boolean truncated;

    /** @param format that the server says it writes; empty for statements without rows */
    public RowDecoder(int maxRows, String format) {
        this.maxRows = maxRows;
        this.ownFormat = !format.isEmpty() && !format.equals(FORMAT);
        if (ownFormat) {
            columns.add(new Result.Column("output", "String"));
        }
    }

    /** Settings that make the format exact: numbers that JSON's own would round, and places instead of names in tuples. */
    public static List<String> settings() {
        return List.of(
                "output_format_json_quote_64bit_integers=0",
                "output_format_json_quote_denormals=1",
                "output_format_json_quote_decimals=1",
                "output_format_json_named_tuples_as_objects=0",
                "output_format_json_map_as_array_of_tuples=0",
                "output_format_json_escape_forward_slashes=0");
    }

    /** Takes the next piece, wherever it was cut. */
    public void accept(byte[] bytes) throws IOException {
        accept(bytes, bytes.length);
    }

    public void accept(byte[] bytes, int length) throws IOException {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                line(bytes, start, i);
                start = i + 1;
            }
        }
        rest = concat(rest, bytes, start, length);
    }

    private void line(byte[] bytes, int start, int end) throws IOException {
        byte[] line = rest.length == 0 ? Arrays.copyOfRange(bytes, start, end) : concat(rest, bytes, start, end);
        rest = new byte[0];
        if (ownFormat) {
            add(List.of(new String(line, StandardCharsets.UTF_8)));
        } else if (names == null) {
            names = strings(line);
        } else if (decoders.size() < names.size() && columns.isEmpty()) {
            types(strings(line));
        } else if (rows.size() < maxRows) {
            add(row(line));
        } else {
            truncated = true;
        }
    }

    private void add(List<Object> row) {
        if (rows.size() < maxRows) {
            rows.add(row);
        } else {
            truncated = true;
        }
    }

    private void types(List<String> types) {
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Result.Column(names.get(i), types.get(i)));
            decoders.add(ValueDecoder.of(types.get(i)));
        }
    }

    private List<Object> row(byte[] line) throws IOException {
        JsonNode json = JSON.readTree(line);
        List<Object> row = new ArrayList<>(decoders.size());
        for (int i = 0; i < decoders.size(); i++) {
            row.add(decoders.get(i).decode(json.get(i)));
        }
        return row;
    }

    private static List<String> strings(byte[] line) throws IOException {
        List<String> strings = new ArrayList<>();
        JSON.readTree(line).forEach(node -> strings.add(node.asText()));
        return strings;
    }

    private static byte[] concat(byte[] head, byte[] bytes, int start, int end) {
        byte[] joined = Arrays.copyOf(head, head.length + end - start);
        System.arraycopy(bytes, start, joined, head.length, end - start);
        return joined;
    }

    /** What came after the last line's end, when the output has ended. */
    public void finish() throws IOException {
        if (rest.length > 0) {
            accept(new byte[] {'\n'});
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
