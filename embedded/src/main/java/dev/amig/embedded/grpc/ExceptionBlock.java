package dev.amig.embedded.grpc;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Separates output from the message ClickHouse appends when a query fails after output has begun (status 200 is out by
 * then): {@code \r\n__exception__\r\n<tag>\r\n<message>\n<length> <tag>\r\n__exception__\r\n}.
 *
 * <p>The tag is random and told in a header beforehand, so output cannot be mistaken for the block. At most the
 * beginning of the marker is held back.
 */
final class ExceptionBlock {
    private final Marker marker;
    private final String tag;
    private byte[] heldBack = {};
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private boolean begun;

    ExceptionBlock(String tag) {
        this.tag = tag;
        this.marker = new Marker("\r\n__exception__\r\n" + tag + "\r\n");
    }

    /** The part of the bytes so far that is output for certain. */
    ByteString outputOf(byte[] bytes, int length) {
        if (begun) {
            block.write(bytes, 0, length);
            return ByteString.EMPTY;
        }
        byte[] all = heldBack.length == 0 ? bytes : concatenate(heldBack, bytes, length);
        int size = heldBack.length + length;
        int found = marker.placeIn(all, size);
        int whole = Math.min(marker.length(), size - found);
        begun = whole == marker.length();
        if (begun) {
            block.write(all, found + whole, size - found - whole);
            heldBack = new byte[0];
        } else {
            heldBack = Arrays.copyOfRange(all, found, size);
        }
        return ByteString.copyFrom(all, 0, found);
    }

    /** What was held back and turned out to be output; to be asked at the end. */
    ByteString rest() {
        return ByteString.copyFrom(heldBack);
    }

    /** Whether the block has come with its end. */
    boolean isComplete() {
        return begun && block.toString(StandardCharsets.UTF_8).stripTrailing().endsWith(tag + "\r\n__exception__");
    }

    /** The failure, if there was one. */
    Optional<String> message() {
        if (!begun) {
            return Optional.empty();
        }
        String text = block.toString(StandardCharsets.UTF_8);
        int trailer = text.lastIndexOf(" " + tag + "\r\n__exception__");
        int endOfMessage = trailer < 0 ? text.length() : Math.max(0, text.lastIndexOf('\n', trailer));
        return Optional.of(text.substring(0, endOfMessage));
    }

    private static byte[] concatenate(byte[] first, byte[] second, int secondLength) {
        byte[] all = Arrays.copyOf(first, first.length + secondLength);
        System.arraycopy(second, 0, all, first.length, secondLength);
        return all;
    }
}
