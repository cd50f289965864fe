/** Islands and texts as templates. Nothing outside this package knows FreeMarker. */
package dev.amig.language.template;
