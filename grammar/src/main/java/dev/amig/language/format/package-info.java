/** One layout for every migration: {@code amig fmt}. */
package dev.amig.language.format;
