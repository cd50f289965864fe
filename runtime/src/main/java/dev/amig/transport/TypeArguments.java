package dev.amig.transport;

import java.util.ArrayList;
import java.util.List;

/** What stands between the brackets of a ClickHouse type. */
final class TypeArguments {
    private TypeArguments() {}

    /** Splits at the commas outside of brackets and quotes. */
    static List<String> of(String text) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '`' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                arguments.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        arguments.add(text.substring(start).strip());
        return arguments;
    }

    /** {@code `a b` Array(UInt8)} and {@code x UInt8} without their names; a type alone stays as it is. */
    static String withoutName(String element) {
        if (element.startsWith("`")) {
            int end = 1;
            while (element.charAt(end) != '`') {
                end += element.charAt(end) == '\\' ? 2 : 1;
            }
            return element.substring(end + 1).strip();
        }
        int space = element.indexOf(' ');
        int bracket = element.indexOf('(');
        boolean named = space > 0 && (bracket < 0 || space < bracket);
        return named ? element.substring(space + 1).strip() : element;
    }
}
