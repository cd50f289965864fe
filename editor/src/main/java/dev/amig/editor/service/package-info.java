/** What editors ask about {@code .amig} files while they are written. Knows no protocol; places are offsets of a text. */
package dev.amig.editor.service;
