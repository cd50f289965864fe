package dev.amig.language.format;

import dev.amig.language.parser.Lexeme;
import java.util.regex.Pattern;

/**
 * A comment outside islands.
 *
 * @param text   as it will be written
 * @param before what parts it from the word or comment before it
 * @param behind what parts it from the word or comment behind it
 */
record Remark(String text, Gap before, Gap behind) {
    private static final Pattern BLANKS_AT_END = Pattern.compile("[ \t\r]+$");

    static Remark of(Lexeme comment, Gap before, Gap behind) {
        String text = comment.text().replace("\r\n", "\n");
        return new Remark(isToTheLinesEnd(text) ? BLANKS_AT_END.matcher(text).replaceFirst("") : text, before, behind);
    }

    private static boolean isToTheLinesEnd(String text) {
        return !text.startsWith("/*");
    }

    boolean isToTheLinesEnd() {
        return isToTheLinesEnd(text);
    }

    /** Nothing else stands on its lines. */
    boolean isAlone() {
        return !before.isOnOneLine() && !behind.isOnOneLine();
    }

    /** What stands before and behind it may share a line. */
    boolean fitsIntoALine() {
        return !isToTheLinesEnd() && !isAlone() && text.indexOf('\n') < 0;
    }
}
