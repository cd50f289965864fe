package dev.amig.language.template;

import java.util.Optional;

/**
 * A name that a template reads and does not define itself.
 *
 * @param member what follows behind a dot: {@code cluster.shards}
 * @param offset in the template
 * @param optional the author said that it may be missing: {@code name!'default'}, {@code name??}
 */
public record Reference(String name, Optional<String> member, int offset, boolean optional) {}
