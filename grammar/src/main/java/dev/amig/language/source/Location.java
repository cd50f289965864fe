package dev.amig.language.source;

/**
 * A place in a source text, as editors count it.
 *
 * @param file   the source's name as the user wrote it (a relative path stays relative)
 * @param line   from 1
 * @param column from 1, in Unicode code points, a tab being one
 */
public record Location(String file, int line, int column) {
    /** Said here and wherever a place stands for what is there: the JVM links a record's own at its first use, for some 20 ms. */
    @Override
    public int hashCode() {
        return 31 * line + column;
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
