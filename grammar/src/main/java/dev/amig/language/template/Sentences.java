package dev.amig.language.template;

import java.util.regex.Pattern;

/** FreeMarker's messages made short: the first statement, without its tips and without places, which amig knows better. */
final class Sentences {
    private static final Pattern PLACE = Pattern.compile("\\s*\\[in template [^\\]]*\\]");
    private static final Pattern WRAPPER = Pattern.compile("\\s*\\(wrapper: [^)]*\\)");
    private static final Pattern BLAME = Pattern.compile("\\s*\n==> ");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Sentences() {}

    static String of(String message) {
        if (message == null) {
            return "the template failed";
        }
        int tips = message.indexOf("\n----");
        String first = tips < 0 ? message : message.substring(0, tips);
        first = PLACE.matcher(first).replaceAll("");
        first = WRAPPER.matcher(first).replaceAll("");
        first = BLAME.matcher(first).replaceAll(" ");
        first = SPACE.matcher(first).replaceAll(" ").strip();
        return first.isEmpty() ? "the template failed" : lowerCased(first);
    }

    private static String lowerCased(String sentence) {
        boolean word = sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1));
        String begun = word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
        return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
    }
}
