/** What the user of a connection must have been granted for a plan, and whether that is so. */
package dev.amig.gate.privilege;
