package dev.amig.transport;

/** Running totals of one statement, as the server counts them. {@code totalRows} is its estimate and may grow; 0 when unknown. */
public record Counters(long readRows, long readBytes, long totalRows, long writtenRows, long writtenBytes) {
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

    public Counters plus(Counters other) {
        return new Counters(
                readRows + other.readRows,
                readBytes + other.readBytes,
                totalRows + other.totalRows,
                writtenRows + other.writtenRows,
                writtenBytes + other.writtenBytes);
    }

    /** Read or written, whichever is more: an {@code INSERT … VALUES} reads none, a query writes none. */
    public long rows() {
        return Math.max(readRows, writtenRows);
    }

    public long bytes() {
        return Math.max(readBytes, writtenBytes);
    }

    /** The larger of each. */
    public Counters atLeast(Counters other) {
        return new Counters(
                Math.max(readRows, other.readRows),
                Math.max(readBytes, other.readBytes),
                Math.max(totalRows, other.totalRows),
                Math.max(writtenRows, other.writtenRows),
                Math.max(writtenBytes, other.writtenBytes));
    }
}
