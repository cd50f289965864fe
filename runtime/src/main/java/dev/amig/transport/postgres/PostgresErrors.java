package dev.amig.transport.postgres;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors, by their SQLSTATE (appendix A of its manual). */
final class PostgresErrors {
    private static final String CANCELED = "57014";

    private PostgresErrors() {}

    static QueryException of(Node node, String queryId, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return new QueryException(kind(state, e), node, queryId, 0, state, message(e), e);
    }

    private static Kind kind(String state, SQLException e) {
        if (state.startsWith("28")) {
            return Kind.AUTHENTICATION;
        } else if (state.equals("08001") || state.equals("08004")) {
            return Kind.UNREACHABLE;
        } else if (state.startsWith("08") || state.startsWith("57P")) {
            return Kind.CONNECTION_LOST;
        } else if (state.equals(CANCELED) && !message(e).contains("statement timeout")) {
            return Kind.CANCELLED;
        }
        // A time-out too: the server has ended the statement, and nothing of the transaction is left.
        return Kind.SERVER;
    }

    private static String message(SQLException e) {
        if (e instanceof PSQLException own) {
            ServerErrorMessage server = own.getServerErrorMessage();
            if (server != null) {
                String hint = server.getHint() == null ? "" : " (" + server.getHint() + ")";
                return server.getMessage() + hint;
            }
        }
        return String.valueOf(e.getMessage());
    }
}
