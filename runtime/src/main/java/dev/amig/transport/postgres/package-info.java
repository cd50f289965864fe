/** PostgreSQL as one more node that a migration works on. */
package dev.amig.transport.postgres;
