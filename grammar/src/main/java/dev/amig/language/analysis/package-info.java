/** What is wrong in a file without asking a server: names, parameters, versions, templates, dependencies. */
package dev.amig.language.analysis;
