package dev.amig.language.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FreeMarker's messages made short: the first statement, without its tips and without places, which amig knows better. */
final class Sentences {
    private static final Pattern PLACE = Pattern.compile("\\s*\\[in template [^\\]]*\\]");
    private static final Pattern WRAPPER = Pattern.compile("\\s*\\(wrapper: [^)]*\\)");
    private static final Pattern BLAME = Pattern.compile("\\s*\n==> ");
    private static final Pattern MANUAL = Pattern.compile("\\. Help \\(latest version\\): .*", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What follows is a list of the tokens of its grammar. */
    private static final Pattern UNEXPECTED = Pattern.compile("Encountered \"(.*?)\", but ", Pattern.DOTALL);

    private Sentences() {}

    static String of(String message) {
        if (message == null) {
            return "the template failed";
        }
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.lookingAt()) {
            return "the template cannot be read here, at '%s'".formatted(unexpected.group(1));
        }
        int tips = message.indexOf("\n----");
        String first = tips < 0 ? message : message.substring(0, tips);
        first = PLACE.matcher(first).replaceAll("");
        first = WRAPPER.matcher(first).replaceAll("");
        first = BLAME.matcher(first).replaceAll(" ");
        first = MANUAL.matcher(first).replaceAll("");
        first = SPACE.matcher(first).replaceAll(" ").strip();
        return first.isEmpty() ? "the template failed" : lowerCased(first);
    }

    private static String lowerCased(String sentence) {
        boolean word = sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1));
        String begun = word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
        return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
    }
}
