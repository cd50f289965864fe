package dev.amig.editor.service;

/**
 * What a word of a text stands for.
 *
 * @param name   {@code staging}; of a template's function {@code engine.replacing}
 * @param span   of the word
 */
record Symbol(Kind kind, String name, Span span) {
    enum Kind {
        PARAMETER,
        /** The name of a template file. */
        NAMESPACE,
        TEMPLATE_FUNCTION,
        /** What every template sees: {@code cluster.name}, {@code ident}. */
        MODEL,
        /** Another migration. */
        DEPENDENCY,
        ACTION,
        SETTING,
        KEYWORD
    }
}
