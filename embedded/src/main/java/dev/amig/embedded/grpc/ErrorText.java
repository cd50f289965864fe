package dev.amig.embedded.grpc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes apart what ClickHouse writes about a failure over HTTP, as in
 * {@code Code: 60. DB::Exception: Table t does not exist. (UNKNOWN_TABLE), Stack trace (…):\n\n0. …\n (version 26.7.2.1)}.
 */
final class ErrorText {
    private static final String STACK_TRACE =
            ", Stack trace (when copying this message, always include the lines below):\n\n";
    private static final Pattern CODE = Pattern.compile("^Code: (\\d+)\\. ");
    private static final Pattern VERSION = Pattern.compile(" ?\\(version [^()]*(\\([^()]*\\))?[^()]*\\)\\s*$");
    private static final Pattern NAME = Pattern.compile("\\.? \\([A-Z][A-Z0-9_]*\\)$");
    // Failures of libraries are told in other words than those of the database itself.
    private static final Pattern POCO = Pattern.compile("^Poco::Exception\\. Code: (\\d+), e\\.code\\(\\) = -?\\d+, ");
    private static final Pattern STANDARD =
            Pattern.compile("^std::exception\\. Code: (\\d+), type: ([^,]+), e\\.what\\(\\) = ");

    private ErrorText() {}

    /** @param fallbackCode of the header, for a text that names none; 0 if there was no header either */
    static ServerError parse(int fallbackCode, String body) {
        String text = cut(VERSION, body.strip());
        String stackTrace = "";
        int stack = text.lastIndexOf(STACK_TRACE);
        if (stack >= 0) {
            stackTrace = text.substring(stack + STACK_TRACE.length()).stripTrailing();
            text = text.substring(0, stack);
        }
        text = cut(NAME, text);
        return parse(fallbackCode, text, stackTrace);
    }

    private static ServerError parse(int fallbackCode, String text, String stackTrace) {
        Matcher code = CODE.matcher(text);
        if (code.find()) {
            return new ServerError(Integer.parseInt(code.group(1)), text.substring(code.end()), stackTrace);
        }
        Matcher poco = POCO.matcher(text);
        if (poco.find()) {
            return foreign(poco.group(1), withoutTrailingComma(text.substring(poco.end())), stackTrace);
        }
        Matcher standard = STANDARD.matcher(text);
        if (standard.find()) {
            String what = standard.group(2) + ": " + withoutTrailingComma(text.substring(standard.end()));
            return foreign(standard.group(1), what, stackTrace);
        }
        return new ServerError(fallbackCode, "DB::Exception: " + text, stackTrace);
    }

    private static ServerError foreign(String code, String message, String stackTrace) {
        return new ServerError(Integer.parseInt(code), "DB::Exception: " + message, stackTrace);
    }

    private static String withoutTrailingComma(String text) {
        String stripped = text.stripTrailing();
        return stripped.endsWith(",") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }

    private static String cut(Pattern suffix, String text) {
        Matcher found = suffix.matcher(text);
        return found.find() ? text.substring(0, found.start()) : text;
    }
}
