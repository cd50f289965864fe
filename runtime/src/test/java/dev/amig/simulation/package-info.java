/** ClickHouse nodes that exist in memory only, for tests that want thousands of runs and every misfortune on demand. */
package dev.amig.simulation;
