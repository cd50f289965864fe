package dev.amig.language.analysis;

import java.util.List;

/**
 * An island for one node.
 *
 * @param text       all of it, byte for byte as the author wrote it but for templates
 * @param statements what is to be sent, in order; empty if templates left nothing but comments
 */
public record RenderedSql(String text, List<SqlStatement> statements) {
    public RenderedSql {
        statements = List.copyOf(statements);
    }
}
