/**
 * {@code COPY}: rows of a table into another one on the same node, exactly once (EXECUTION.md, section 5). What it needs of a server
 * and of the journal is two interfaces; who drives it, with how many nodes, and what follows a failure is decided above.
 */
package dev.amig.copy;
