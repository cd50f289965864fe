/**
 * Receipts: what a run has done, as a document that can be kept elsewhere and held against the cluster later. Knows the journal, and
 * of servers only how to read from them.
 */
package dev.amig.receipt;
