/** What the manual shows is tried: every example of {@code docs/} and of {@code README.md}. */
package dev.amig.docs;
