package dev.amig.transport;

import dev.amig.cluster.Node;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exceptions that a ClickHouse server has answered with, as {@link QueryException}s. */
public final class ServerErrors {
    private static final int QUERY_WAS_CANCELLED = 394;
    private static final int REQUIRED_PASSWORD = 194;
    private static final int AUTHENTICATION_FAILED = 516;

    private static final Pattern NOISE_BEFORE = Pattern.compile("\\A(?:Code: \\d+\\. )?(?:DB::Exception: )?");
    private static final Pattern NOISE_BEHIND =
            Pattern.compile("\\s*\\(([A-Z0-9_]+)\\)(?: \\(version [^)]*\\))?\\s*\\z");

    private ServerErrors() {}

    /** The table is read when the first error comes. */
    private static final class Names {
        private static final Properties BY_CODE = load();

        private static Properties load() {
            Properties names = new Properties();
            try (InputStream in = ServerErrors.class.getResourceAsStream("error-codes.properties")) {
                names.load(in);
            } catch (IOException e) {
                throw new IllegalStateException("error-codes.properties is not in the jar", e);
            }
            return names;
        }
    }

    /** {@code UNKNOWN_TABLE}; empty for a code that is not known here. */
    public static String nameOf(int code) {
        return Names.BY_CODE.getProperty(String.valueOf(code), "");
    }

    /** @param text as the server prints it; {@code Code: …}, name and version around the message are taken off */
    public static QueryException of(Node node, String queryId, int code, String text, Throwable cause) {
        String message = NOISE_BEFORE.matcher(text.strip()).replaceFirst("");
        String name = nameOf(code);
        Matcher behind = NOISE_BEHIND.matcher(message);
        if (behind.find() && (name.isEmpty() || behind.group(1).equals(name))) {
            name = behind.group(1);
            message = message.substring(0, behind.start());
        }
        return switch (code) {
            case QUERY_WAS_CANCELLED ->
                new QueryException(
                        QueryException.Kind.CANCELLED,
                        node,
                        queryId,
                        code,
                        name,
                        "the query was killed on the server",
                        cause);
            case AUTHENTICATION_FAILED, REQUIRED_PASSWORD ->
                new QueryException(
                        QueryException.Kind.AUTHENTICATION,
                        node,
                        queryId,
                        code,
                        name,
                        "the server refused user and password: " + firstSentence(message)
                                + "; check user and password of the cluster in amig.yaml",
                        cause);
            default -> new QueryException(QueryException.Kind.SERVER, node, queryId, code, name, message, cause);
        };
    }

    private static String firstSentence(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
