/** Texts and places: who says where something stands, and what is wrong there. */
package dev.amig.language.source;
