package dev.amig.editor.service;

import java.nio.file.Path;

/**
 * Something that is wrong.
 *
 * @param file    the migration, or a template file that it uses
 * @param message what the command line says, with its help
 */
public record Diagnostic(Path file, Span span, String message) {}
