package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.ExternalTable;
import com.clickhouse.client.grpc.impl.NameAndType;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables that come with a query. A table that comes again, in a later message, brings more rows. */
final class ExternalTables {
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final String boundary = "amig-" + UUID.randomUUID();

    /** One table with all of its data, decompressed. */
    record Table(String name, String structure, String format, ByteString data) {
        private Table plus(ByteString more) {
            return new Table(name, structure, format, data.concat(more));
        }
    }

    void add(List<ExternalTable> arrived) {
        for (ExternalTable table : arrived) {
            if (!table.getSettingsMap().isEmpty()) {
                throw new ServerErrorException(
                        ServerError.NOT_IMPLEMENTED, "The embedded node takes no settings of an external table");
            }
            String name = table.getName().isEmpty() ? "_data" : table.getName();
            refuseUnquotable(name);
            ByteString data = decompressed(table);
            Table known = tables.get(name);
            tables.put(name, known == null ? first(name, table, data) : known.plus(data));
        }
    }

    /** Separates the tables in the body of a request; random, so no data contains it. */
    String boundary() {
        return boundary;
    }

    boolean isEmpty() {
        return tables.isEmpty();
    }

    Iterable<Table> all() {
        return tables.values();
    }

    private static void refuseUnquotable(String name) {
        if (name.indexOf('"') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw new ServerErrorException(
                    ServerError.BAD_ARGUMENTS,
                    "The embedded node cannot pass on an external table with quotes or control characters in its name");
        }
    }

    private static Table first(String name, ExternalTable table, ByteString data) {
        List<NameAndType> columns = table.getColumnsList();
        String structure = IntStream.range(0, columns.size())
                .mapToObj(i -> column(columns.get(i), i))
                .collect(Collectors.joining(", "));
        return new Table(name, structure, table.getFormat().isEmpty() ? "TabSeparated" : table.getFormat(), data);
    }

    private static String column(NameAndType column, int index) {
        String name = column.getName().isEmpty() ? "_" + (index + 1) : column.getName();
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "` " + column.getType();
    }

    private static ByteString decompressed(ExternalTable table) {
        Compression compression = Compression.named(table.getCompressionType());
        if (compression == Compression.NONE || table.getData().isEmpty()) {
            return table.getData();
        }
        try (InputStream data =
                compression.decompress(new ByteArrayInputStream(table.getData().toByteArray()))) {
            return ByteString.readFrom(data);
        } catch (IOException damaged) {
            throw new ServerErrorException(
                    ServerError.CANNOT_DECOMPRESS,
                    "Cannot decompress the data of external table '" + table.getName() + "': " + damaged.getMessage());
        }
    }
}
