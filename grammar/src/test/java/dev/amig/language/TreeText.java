package dev.amig.language;

import dev.amig.language.source.Location;
import dev.amig.language.tree.Island;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** A tree as indented lines: every component of every record, so that none can be forgotten. */
public final class TreeText {
    private final boolean withLocations;
    private final UnaryOperator<Island> islands;
    private final StringBuilder text = new StringBuilder();

    private TreeText(boolean withLocations, UnaryOperator<Island> islands) {
        this.withLocations = withLocations;
        this.islands = islands;
    }

    public static String of(Record tree) {
        return of(tree, true, UnaryOperator.identity());
    }

    public static String withoutLocations(Record tree) {
        return withoutLocations(tree, UnaryOperator.identity());
    }

    /** @param islands what is shown of an island */
    public static String withoutLocations(Record tree, UnaryOperator<Island> islands) {
        return of(tree, false, islands);
    }

    private static String of(Record tree, boolean withLocations, UnaryOperator<Island> islands) {
        var printer = new TreeText(withLocations, islands);
        printer.print("", tree, 0);
        return printer.text.toString();
    }

    private void print(String name, Object value, int depth) {
        if (value instanceof Location location) {
            if (withLocations) {
                line(name, location.line() + ":" + location.column(), depth);
            }
        } else if (value instanceof Record written) {
            Record record = written instanceof Island island ? islands.apply(island) : written;
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
