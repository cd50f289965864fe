/** The tree of one migration: immutable records with places, free of the parser and of the template engine. */
package dev.amig.language.tree;
