package dev.amig.cli.fmt;

/** What becomes of a line. */
record LineEdit(Kind kind, String line) {
    enum Kind {
        KEPT(' '),
        REMOVED('-'),
        ADDED('+');

        final char sign;

        Kind(char sign) {
            this.sign = sign;
        }
    }

    boolean isKept() {
        return kind == Kind.KEPT;
    }
}
