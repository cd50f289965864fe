package dev.amig.language;

import dev.amig.language.source.Location;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/** A tree as indented lines: every component of every record, so that none can be forgotten. */
public final class TreeText {
    private final boolean withLocations;
    private final StringBuilder text = new StringBuilder();

    private TreeText(boolean withLocations) {
        this.withLocations = withLocations;
    }

    public static String of(Record tree) {
        return of(tree, true);
    }

    public static String withoutLocations(Record tree) {
        return of(tree, false);
    }

    private static String of(Record tree, boolean withLocations) {
        var printer = new TreeText(withLocations);
        printer.print("", tree, 0);
        return printer.text.toString();
    }

    private void print(String name, Object value, int depth) {
        if (value instanceof Location location) {
            if (withLocations) {
                line(name, location.line() + ":" + location.column(), depth);
            }
        } else if (value instanceof Record record) {
            line(name, record.getClass().getSimpleName(), depth);
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                print(component.getName(), component(record, component), depth + 1);
            }
        } else if (value instanceof Optional<?> optional) {
            print(name, optional.isPresent() ? optional.get() : "-", depth);
        } else if (value instanceof OptionalInt optional) {
            line(name, optional.isPresent() ? String.valueOf(optional.getAsInt()) : "-", depth);
        } else if (value instanceof Collection<?> items) {
            line(name, items.isEmpty() ? "[]" : "", depth);
            items.forEach(it -> print("-", it, depth + 1));
        } else {
            line(
                    name,
                    String.valueOf(value)
                            .replace("\\", "\\\\")
                            .replace("\n", "\\n")
                            .replace("\r", "\\r"),
                    depth);
        }
    }

    private void line(String name, String value, int depth) {
        text.append("  ".repeat(depth)).append((name + " " + value).strip()).append('\n');
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
