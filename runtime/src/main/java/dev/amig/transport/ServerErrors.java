package dev.amig.transport;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException.Kind;
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
    // ". (UNKNOWN_TABLE) (version 26.3.1.1 (official build))": HTTP has all of it, gRPC nothing.
    private static final Pattern NOISE_BEHIND =
            Pattern.compile("\\s*\\((?<name>[A-Z0-9_]+)\\)(?<version> \\(version [^()]*(?:\\([^()]*\\))?\\))?\\s*\\z");
    /** The server puts its own stack into the message of a failed mutation: {@code 3. DB::f() @ 0x0000000017e96935}. */
    private static final Pattern STACK = Pattern.compile("(?m)^\\s*\\d+\\. .* @ 0x[0-9a-f]+\\s*$\\n?");

    private static final Pattern STOPS = Pattern.compile("[.\\s]+\\z");
    private static final Pattern PASSED_ON = Pattern.compile("Received from \\S+ DB::Exception: ");

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
        String message =
                NOISE_BEFORE.matcher(STACK.matcher(text).replaceAll("").strip()).replaceFirst("");
        String name = nameOf(code);
        Matcher behind = NOISE_BEHIND.matcher(message);
        if (behind.find()
                && (behind.group("version") != null || behind.group("name").equals(name))) {
            name = behind.group("name");
            message = message.substring(0, behind.start());
        }
        message = STOPS.matcher(message).replaceFirst("");
        Kind kind = kindOf(code, message);
        return new QueryException(kind, node, queryId, code, name, textOf(kind, message), cause);
    }

    private static Kind kindOf(int code, String message) {
        return switch (code) {
            case QUERY_WAS_CANCELLED -> Kind.CANCELLED;
            // One server may refuse another; that is no matter of amig's password.
            case AUTHENTICATION_FAILED, REQUIRED_PASSWORD ->
                PASSED_ON.matcher(message).find() ? Kind.SERVER : Kind.AUTHENTICATION;
            default -> Kind.SERVER;
        };
    }

    private static String textOf(Kind kind, String message) {
        return switch (kind) {
            case CANCELLED -> "the query was killed on the server";
            case AUTHENTICATION -> {
                String line = message.lines().findFirst().orElse("");
                yield "the server refused user and password: "
                        + STOPS.matcher(line).replaceFirst("")
                        + "; check user and password of the cluster in amig.yaml";
            }
            default -> message;
        };
    }
}
