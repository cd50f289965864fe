/** The Language Server Protocol over {@link dev.amig.editor.service}: names of files, places and messages, no knowledge. */
package dev.amig.editor.lsp;
