package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/** The pieces of data in the order of the protocol: inline, then those of each message as long as one more is promised. */
final class InputMessages implements InputPieces.Source {
    private static final long ANSWER_CHECK_MILLIS = 50;

    private final ClientMessages messages;
    private final Waiting waiting;
    private Optional<ByteString> inline;
    private QueryInfo current;
    private boolean currentTaken;

    /** Lets the engine have what has come so far, before more is awaited. */
    interface Waiting {
        /** @throws EarlyAnswerException if the engine wants no more */
        void run() throws IOException;
    }

    /**
     * @param inline data of the query's own text, may be empty
     * @param current the last message that was read, with the first data
     */
    InputMessages(ByteString inline, QueryInfo current, ClientMessages messages, Waiting waiting) {
        this.inline = Optional.of(inline);
        this.current = current;
        this.messages = messages;
        this.waiting = waiting;
    }

    @Override
    public Optional<ByteString> next() throws IOException {
        if (inline.isPresent()) {
            Optional<ByteString> first = inline;
            inline = Optional.empty();
            return first;
        }
        if (currentTaken) {
            if (!current.getNextQueryInfo()) {
                return Optional.empty();
            }
            current = promised();
        }
        currentTaken = true;
        return Optional.of(current.getInputData());
    }

    private QueryInfo promised() throws IOException {
        while (true) {
            waiting.run();
            Optional<QueryInfo> next = take(messages, ANSWER_CHECK_MILLIS);
            if (next.isPresent()) {
                if (next.get().getCancel()) {
                    throw new StoppedException();
                }
                MessageRules.checkAfterData(next.get());
                return next.get();
            }
        }
    }

    /** The first message; empty if the client ends its stream without one. */
    static Optional<QueryInfo> takeFirst(ClientMessages messages) throws InterruptedIOException {
        Optional<QueryInfo> first = Optional.empty();
        while (first.isEmpty() && !messages.isExhausted()) {
            first = poll(messages, 0);
        }
        return first;
    }

    /**
     * The next promised message; empty if it has not come within the time, 0 being for ever.
     *
     * @throws ServerErrorException 210 if the client has ended its stream instead
     */
    static Optional<QueryInfo> take(ClientMessages messages, long millis) throws InterruptedIOException {
        Optional<QueryInfo> next = poll(messages, millis);
        if (next.isEmpty() && messages.isExhausted()) {
            throw new ServerErrorException(ServerError.NETWORK_ERROR, "Failed to read extra QueryInfo");
        }
        return next;
    }

    private static Optional<QueryInfo> poll(ClientMessages messages, long millis) throws InterruptedIOException {
        try {
            return messages.poll(millis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the endpoint is closing");
        }
    }
}
