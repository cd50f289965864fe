package dev.amig.embedded.grpc;

/** The four calls of the protocol, which differ in what comes in several messages. */
enum CallType {
    UNARY(false, false),
    STREAM_INPUT(true, false),
    STREAM_OUTPUT(false, true),
    STREAM_IO(true, true);

    private final boolean streamsInput;
    private final boolean streamsOutput;

    CallType(boolean streamsInput, boolean streamsOutput) {
        this.streamsInput = streamsInput;
        this.streamsOutput = streamsOutput;
    }

    boolean streamsInput() {
        return streamsInput;
    }

    boolean streamsOutput() {
        return streamsOutput;
    }
}
