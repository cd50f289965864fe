/** Opinions about migrations that are right but will hurt: rules, findings, the comments by which an author says "I know". */
package dev.amig.language.lint;
