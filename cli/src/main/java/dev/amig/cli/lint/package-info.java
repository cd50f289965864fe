/** The forms in which findings leave {@code amig lint}. */
package dev.amig.cli.lint;
