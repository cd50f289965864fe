package dev.amig.language.tree;

import dev.amig.language.source.Location;

/**
 * {@code [database.]table} outside islands. A template may write any part of it; what it comes to is read as ClickHouse reads
 * a table's name.
 *
 * @param template {@code posthog.events}, {@code `my db`.events}, {@code ${db}.events_${year}}: as written, without spaces
 */
public record TableName(Text template) {
    public Location location() {
        return template.location();
    }

    @Override
    public String toString() {
        return template.value();
    }
}
