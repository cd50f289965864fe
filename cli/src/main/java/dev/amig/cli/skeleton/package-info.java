/** What {@code amig new} and {@code amig init} write: new projects and new migrations. */
package dev.amig.cli.skeleton;
