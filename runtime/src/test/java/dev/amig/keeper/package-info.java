/** Servers that can replicate, for the tests which need them. */
package dev.amig.keeper;
