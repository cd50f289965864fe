package dev.amig.verify;

import java.math.BigDecimal;

/** What counts as true: neither NULL, false, zero nor the empty string. */
public final class Truth {
    private Truth() {}

    public static boolean of(Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).signum() != 0;
        }
        return !value.toString().isEmpty();
    }
}
