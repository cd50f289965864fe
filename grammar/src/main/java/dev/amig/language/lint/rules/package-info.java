/** One class per rule. Its name in the manual is the class's, in lower case with dashes. */
package dev.amig.language.lint.rules;
