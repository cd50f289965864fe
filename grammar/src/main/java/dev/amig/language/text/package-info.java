/** Words and quantities as people write them. */
package dev.amig.language.text;
