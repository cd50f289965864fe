package dev.amig.language.template;

import dev.amig.language.source.SourceMap;

/**
 * What a template gave for one model.
 *
 * @param places from offsets of {@code text} to offsets of the source: exact where the text stood in the template as it is,
 *     the beginning of {@code ${…}} or of the tag for what they wrote
 */
public record Rendered(String text, SourceMap places) {}
