/** Migrations as documents for people. */
package dev.amig.document;
