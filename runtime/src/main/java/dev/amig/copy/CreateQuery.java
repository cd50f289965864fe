package dev.amig.copy;

import dev.amig.language.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** {@code create_table_query} of {@code system.tables}: {@code CREATE TABLE db.t (a UInt8, INDEX i …, PROJECTION p (…)) ENGINE = …}. */
final class CreateQuery {
    private final String text;

    CreateQuery(String text) {
        this.text = text;
    }

    /** Each as the server writes it, sorted; the order in which they were added does not matter to parts. */
    List<String> projections() {
        return elements().stream()
                .filter(it -> it.startsWith("PROJECTION "))
                .sorted()
                .toList();
    }

    /** Columns, indexes, projections and constraints. A column's name is quoted where it is a keyword. */
    private List<String> elements() {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (SqlToken token : SqlToken.of(text)) {
            if (token.text().equals("(") && depth++ == 0) {
                start = token.end();
            } else if (token.text().equals(",") && depth == 1) {
                elements.add(text.substring(start, token.start()).strip());
                start = token.end();
            } else if (token.text().equals(")") && --depth == 0) {
                elements.add(text.substring(start, token.start()).strip());
                return elements;
            }
        }
        return elements;
    }
}
