/**
 * What is happening and why: out of the journal and, as far as they answer, out of the servers themselves. Everything here is data;
 * the command line and the page only print it.
 */
package dev.amig.insight;
