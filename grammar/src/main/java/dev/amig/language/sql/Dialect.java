package dev.amig.language.sql;

/** Whose SQL an island holds: how names and values are written in it. */
public enum Dialect {
    CLICKHOUSE {
        @Override
        public String name(String name) {
            return Identifiers.quote(name);
        }

        @Override
        public String text(String value) {
            return Literals.quote(value);
        }

        @Override
        public String array(String items) {
            return "[" + items + "]";
        }
    },
    /** With {@code standard_conforming_strings}, the default since PostgreSQL 9.1: a backslash is a character like any other. */
    POSTGRES {
        @Override
        public String name(String name) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        @Override
        public String text(String value) {
            return "'" + value.replace("'", "''") + "'";
        }

        @Override
        public String array(String items) {
            return "ARRAY[" + items + "]";
        }
    };

    /** One identifier in quotes. */
    public abstract String name(String name);

    /** A string literal. */
    public abstract String text(String value);

    /** @param items literals with commas between */
    public abstract String array(String items);
}
