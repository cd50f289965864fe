/** Text to tree. Nothing outside this package knows ANTLR. */
package dev.amig.language.parser;
