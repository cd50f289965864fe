package dev.amig.journal;

/** What a run does of its migration. */
public enum RunKind {
    /** Everything but {@code FINALIZE}. */
    MIGRATION,
    /** The actions of {@code FINALIZE}, after a run of the migration has completed. */
    FINALIZATION
}
