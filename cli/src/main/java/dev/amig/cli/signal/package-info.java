/** Ctrl-C and its relatives. */
package dev.amig.cli.signal;
