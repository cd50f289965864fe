/** Embedded clusters for JUnit tests. */
package dev.amig.embedded.junit;
