/** What runs inside a node's process: the engine in a JVM of its own, and how it ends with its parent. */
package dev.amig.embedded.process;
