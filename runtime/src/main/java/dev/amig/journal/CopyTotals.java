package dev.amig.journal;

/** @param copiedRows those that have arrived, after {@code WHERE} */
public record CopyTotals(
        int chunks, int doneChunks, long rows, long doneRows, long bytes, long doneBytes, long copiedRows) {}
