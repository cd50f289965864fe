package dev.amig.language.analysis;

import dev.amig.language.text.Units;
import dev.amig.language.tree.Param;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts as the values of parameters: what {@code --param}, the configuration and the file's defaults have in common. */
final class ParameterValues {
    private ParameterValues() {}

    /**
     * STRING: String · INTEGER: Long · FLOAT: BigDecimal · BOOLEAN: Boolean · DURATION: Long, seconds · SIZE: Long, bytes ·
     * LIST: List of String.
     *
     * @throws IllegalArgumentException with a sentence for the author
     */
    static Object parse(Param.Type type, String text) {
        return switch (type) {
            case STRING -> text;
            case INTEGER -> integer(text.strip());
            case FLOAT -> decimal(text.strip());
            case BOOLEAN -> truth(text.strip());
            case DURATION -> Units.duration(text.strip()).toSeconds();
            case SIZE -> Units.size(text.strip());
            case LIST -> list(text);
        };
    }

    private static Long integer(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            boolean tooLarge = text.matches("[+-]?\\d+");
            throw new IllegalArgumentException(
                    tooLarge ? "%s needs more than 64 bits".formatted(text) : "'%s' is no integer".formatted(text), e);
        }
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no number".formatted(text), e);
        }
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'%s' is neither true nor false".formatted(text));
        };
    }

    /** {@code a, b, c}: white space around an item is dropped, {@code \,} is a comma inside one; nothing at all is no item. */
    private static List<String> list(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == ',' || text.charAt(i + 1) == '\\')) {
                item.append(text.charAt(++i));
            } else if (c == ',') {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString().strip());
        return List.copyOf(items);
    }
}
