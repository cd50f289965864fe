package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.source.SourceMap;
import dev.amig.language.sql.StatementSplitter;
import java.nio.charset.StandardCharsets;

/** One SQL text, to be sent once, that knows where each of its characters was written. */
public final class SqlStatement {
    private final String text;
    private final int start;
    private final int firstToken;
    private final Source source;
    private final SourceMap places;

    SqlStatement(StatementSplitter.Part part, Source source, SourceMap places) {
        this.text = part.text();
        this.start = part.start();
        this.firstToken = part.firstToken();
        this.source = source;
        this.places = places;
    }

    public String text() {
        return text;
    }

    /** Of its first word in the {@code .amig} file, not of a comment before that. */
    public Location location() {
        return locate(firstToken - start);
    }

    /** @param offset a {@code char} index of {@link #text()}; what a template wrote stands where its {@code ${…}} begins */
    public Location locate(int offset) {
        int inside = Math.max(0, Math.min(offset, text.length()));
        return source.location(places.origin(start + inside));
    }

    /**
     * The place that the server means by {@code failed at position 123}.
     *
     * @param position of a byte of the text in UTF-8, from 1, as ClickHouse counts
     */
    public Location locatePosition(long position) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int before = (int) Math.max(0, Math.min(position - 1, bytes.length));
        return locate(new String(bytes, 0, before, StandardCharsets.UTF_8).length());
    }

    @Override
    public String toString() {
        return text;
    }
}
