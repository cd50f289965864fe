package dev.amig.editor.service;

import java.util.List;

/**
 * A line of the outline.
 *
 * @param detail what stands behind the name: text and target, up to the SQL
 * @param span   of the whole statement
 * @param name   of what is to be selected
 */
public record OutlineEntry(Kind kind, String label, String detail, Span span, Span name, List<OutlineEntry> children) {
    public enum Kind {
        MIGRATION,
        PARAMETER,
        /** What must hold: PRECHECK, HEALTHCHECK, REQUIRED WHEN. */
        CHECK,
        ACTION,
        FINALIZE,
        OTHER
    }
}
