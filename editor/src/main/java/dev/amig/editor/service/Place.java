package dev.amig.editor.service;

import dev.amig.language.source.Source;
import java.nio.file.Path;

/** A piece of a file that may not be open. */
public record Place(Path file, Source source, Span span) {}
