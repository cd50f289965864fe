/** What {@code amig fmt} does with files. */
package dev.amig.cli.fmt;
