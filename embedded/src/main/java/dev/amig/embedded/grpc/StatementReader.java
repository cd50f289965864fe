package dev.amig.embedded.grpc;

import dev.amig.embedded.grpc.Statement.Kind;
import java.util.OptionalInt;

/** Tells statements apart by their first words; what is no valid SQL may come out as anything, the engine refuses it. */
final class StatementReader {
    private final String query;
    private final SqlScanner tokens;

    StatementReader(String query) {
        this.query = query;
        this.tokens = new SqlScanner(query);
    }

    Statement read() {
        if (!tokens.next()) {
            return plain(Kind.OTHER);
        }
        switch (tokens.upper()) {
            case "(", "SELECT", "FROM", "SHOW", "DESCRIBE", "DESC", "EXISTS", "EXPLAIN", "CHECK":
                return rows();
            case "WITH":
                return afterCommonExpressions();
            case "INSERT":
                return insert();
            case "SET", "USE":
                return plain(Kind.NEEDS_SESSION);
            case "CREATE", "REPLACE":
                return create();
            default:
                return plain(Kind.OTHER);
        }
    }

    private Statement plain(Kind kind) {
        return new Statement(kind, OptionalInt.empty(), query.length(), false, false);
    }

    private Statement create() {
        while (tokens.next() && (tokens.is("OR") || tokens.is("REPLACE"))) {
            continue;
        }
        return plain(tokens.is("TEMPORARY") ? Kind.NEEDS_SESSION : Kind.OTHER);
    }

    // Expressions of a WITH stand in brackets or are no statements, so the first bare verb that is no alias is the
    // statement's own.
    private Statement afterCommonExpressions() {
        while (tokens.next()) {
            if (tokens.isTopLevel("INSERT")) {
                return insert();
            }
            if (tokens.isTopLevel("SELECT")) {
                return rows();
            }
            if (tokens.isTopLevel("AS")) {
                tokens.next();
            }
        }
        return rows();
    }

    private Statement rows() {
        int bodyEnd = query.length();
        boolean totals = false;
        boolean extremes = false;
        String before = "";
        while (tokens.next()) {
            totals |= before.equals("WITH") && tokens.isTopLevel("TOTALS");
            if (tokens.isTopLevel("EXTREMES")) {
                extremes = isSwitchedOn();
            } else if (tokens.isTopLevel("FORMAT") || tokens.isTopLevel("INTO") || tokens.isTopLevel(";")) {
                int clause = tokens.start();
                if (tokens.is(";") || endsTheQuery()) {
                    bodyEnd = Math.min(bodyEnd, clause);
                }
            }
            before = tokens.isWord() ? tokens.upper() : "";
        }
        return new Statement(Kind.READ, OptionalInt.empty(), bodyEnd, totals, extremes);
    }

    private boolean isSwitchedOn() {
        return tokens.next() && tokens.is("=") && tokens.next() && !tokens.is("0") && !tokens.is("false");
    }

    // "format" may also be a column or a function; the clause is a name with only clauses of output behind it.
    private boolean endsTheQuery() {
        SqlScanner rest = new SqlScanner(query.substring(tokens.end()));
        if (!rest.next() || !rest.isWord()) {
            return false;
        }
        if (tokens.is("INTO")) {
            return rest.is("OUTFILE");
        }
        return !rest.next() || rest.is(";") || rest.is("SETTINGS");
    }

    private Statement insert() {
        tokens.next();
        while (tokens.is("INTO") || tokens.is("TABLE") || tokens.is("FUNCTION")) {
            tokens.next();
        }
        boolean selects = false;
        boolean readsInput = false;
        String before = "";
        while (tokens.next()) {
            if (!selects && tokens.isTopLevel("VALUES")) {
                return insertOfData(afterValues());
            }
            if (before.equals("FORMAT") && tokens.isName() && (!selects || readsInput)) {
                return selects ? insertOfInput(afterFormat()) : insertOfData(afterFormat());
            }
            selects |= tokens.is("SELECT") || tokens.isTopLevel("INFILE") || tokens.isTopLevel("WATCH");
            readsInput |= before.equals("INPUT") && tokens.is("(");
            before = tokens.isTopLevel("FORMAT") || tokens.is("INPUT") ? tokens.upper() : "";
        }
        return plain(Kind.INSERT_SELECT);
    }

    private Statement insertOfData(int dataStart) {
        return new Statement(Kind.INSERT_DATA, OptionalInt.of(dataStart), dataStart, false, false);
    }

    private Statement insertOfInput(int dataStart) {
        return new Statement(Kind.INSERT_SELECT, OptionalInt.of(dataStart), dataStart, false, false);
    }

    private int afterValues() {
        tokens.next();
        return tokens.start();
    }

    // As ClickHouse's parser does it: data begins after blanks and one line break, so it may begin with a blank line.
    private int afterFormat() {
        int data = tokens.end();
        while (data < query.length() && " \t\f".indexOf(query.charAt(data)) >= 0) {
            data++;
        }
        if (query.startsWith("\r", data)) {
            data++;
        }
        return query.startsWith("\n", data) ? data + 1 : data;
    }
}
