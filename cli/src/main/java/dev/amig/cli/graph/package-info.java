/** Drawings of migrations and what they depend on, as text for programs that draw. */
package dev.amig.cli.graph;
