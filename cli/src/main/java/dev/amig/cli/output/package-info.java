/** How things are shown: tables, live lines, JSON. Takes data, formats it, knows nothing of migrations. */
package dev.amig.cli.output;
