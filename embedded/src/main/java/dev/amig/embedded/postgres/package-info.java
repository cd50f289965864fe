/** A PostgreSQL of the user's own for the journal, shared by all processes that use its folder. */
package dev.amig.embedded.postgres;
