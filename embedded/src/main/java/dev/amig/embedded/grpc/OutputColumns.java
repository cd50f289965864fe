package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.NameAndType;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out the columns of a query beforehand: HTTP tells them only inside some formats. */
final class OutputColumns {
    private OutputColumns() {}

    /** Empty for what ClickHouse cannot describe (SHOW, EXISTS) and for a query that will fail anyway. */
    static List<NameAndType> of(String query, EngineClient engine, EngineRequest request) throws IOException {
        try {
            String description = engine.ask(
                    "DESCRIBE TABLE (" + query + "\n) FORMAT TabSeparated", request.with("wait_end_of_query", "1"));
            return description.lines().map(OutputColumns::column).collect(Collectors.toList());
        } catch (ServerErrorException notDescribable) {
            return List.of();
        }
    }

    private static NameAndType column(String line) {
        String[] fields = line.split("\t", -1);
        return NameAndType.newBuilder()
                .setName(unescaped(fields[0]))
                .setType(unescaped(fields[1]))
                .build();
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean escape = c == '\\' && i + 1 < field.length();
            text.append(escape ? meaningOf(field.charAt(++i)) : c);
        }
        return text.toString();
    }

    private static char meaningOf(char escaped) {
        switch (escaped) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case '0':
                return '\0';
            default:
                return escaped;
        }
    }
}
