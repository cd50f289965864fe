package dev.amig.project;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${NAME}} and {@code ${NAME:-default}} in a value, from the environment, as in a shell; {@code $${} is {@code ${}.
 * What comes out is not looked at again.
 */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\$\\{");
    private static final Pattern ONE_NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException with a sentence for the author */
    String replace(String text) {
        return text.contains("${")
                ? REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)))
                : text;
    }

    /** The name, when the text is one reference and nothing else. */
    static Optional<String> onlyName(String text) {
        Matcher matcher = ONE_NAME.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String value(MatchResult match) {
        if (match.group().equals("$${")) {
            return "${";
        }
        String name = match.group(1);
        if (name == null) {
            throw new IllegalArgumentException(
                    "'${' begins no ${NAME} here; write $${ for the two characters themselves");
        }
        String value = environment.get(name);
        if (value != null && !(value.isEmpty() && match.group(2) != null)) {
            return value;
        }
        if (match.group(2) != null) {
            return match.group(2);
        }
        throw new IllegalArgumentException(
                "the environment variable %s is not set; set it, or write ${%s:-value} for a value to use then"
                        .formatted(name, name));
    }
}
