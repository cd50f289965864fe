/** Real servers on this machine, out of packages: ClickHouse clusters of one process per node, found, held and ended safely. */
package dev.amig.embedded;
