package dev.amig.embedded.grpc;

import com.google.protobuf.ByteString;
import java.io.EOFException;
import java.io.IOException;

/** Takes the body of an answer apart and passes it on: output, totals and extremes, or a failure in mid-output. */
final class Output {
    private static final int PIECE = 1 << 16;

    private final Results results;
    private final CallOptions options;
    private final Compression.Compressor compressor;
    private final TotalsSplitter totals;
    private final ExceptionBlock exception;

    Output(EngineReply reply, TotalsSplitter totals, Results results, CallOptions options) {
        this.results = results;
        this.options = options;
        this.compressor = options.output().compressor(options.outputLevel());
        this.totals = totals;
        this.exception =
                new ExceptionBlock(reply.header("X-ClickHouse-Exception-Tag").orElse(""));
    }

    /** Something to do between two pieces. */
    interface Between {
        void run() throws IOException;
    }

    /** @throws ServerErrorException if the query failed after it had begun to answer */
    void passOn(EngineReply reply, Between between) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int size = read(reply, piece); size >= 0; size = read(reply, piece)) {
            pass(totals.outputOf(exception.outputOf(piece, size)));
            between.run();
        }
        if (exception.message().isPresent()) {
            pass(totals.heldBack());
            throw new ServerErrorException(
                    ErrorText.parse(0, exception.message().get()));
        }
        pass(totals.outputOf(exception.rest()));
        end();
    }

    private void end() {
        totals.end();
        pass(totals.rest());
        results.output(compressor.finish());
        totals.totals().ifPresent(document -> results.totals(compressed(document)));
        totals.extremes().ifPresent(document -> results.extremes(compressed(document)));
    }

    private ByteString compressed(ByteString document) {
        return options.output().compress(document, options.outputLevel());
    }

    private void pass(ByteString output) {
        if (!output.isEmpty()) {
            results.output(compressor.add(output));
        }
    }

    // After an exception in mid-output the engine hangs up without the last chunk.
    private int readFirst(EngineReply reply, byte[] piece) throws IOException {
        try {
            return reply.read(piece, 0, piece.length);
        } catch (EOFException hungUp) {
            if (exception.isComplete()) {
                return -1;
            }
            throw hungUp;
        }
    }

    // As much as is there already: the engine writes each row of a slow query by itself, a fast one in megabytes.
    private int read(EngineReply reply, byte[] piece) throws IOException {
        int size = readFirst(reply, piece);
        while (size > 0 && size < piece.length && reply.hasMore()) {
            int more = reply.read(piece, size, piece.length - size);
            if (more < 0) {
                break;
            }
            size += more;
        }
        return size;
    }
}
