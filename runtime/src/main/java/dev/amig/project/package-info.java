/**
 * What a project is: its folder, {@code amig.yaml}, migrations and templates. Reads files and the environment, no server.
 * The records mirror the file: a component {@code applicationVersion} is the key {@code application_version}.
 */
package dev.amig.project;
