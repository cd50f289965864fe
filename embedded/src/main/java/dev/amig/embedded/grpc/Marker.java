package dev.amig.embedded.grpc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text to be found in a stream of bytes that hardly ever has it. Horspool's search looks at one byte in as many as the
 * marker is long: looking at each would double what the endpoint computes for a large output.
 */
final class Marker {
    private final byte[] marker;
    /** By the byte under the marker's end: how far the marker can move without missing a place where it fits. */
    private final int[] steps = new int[256];

    Marker(String text) {
        marker = text.getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(steps, marker.length);
        for (int i = 0; i < marker.length - 1; i++) {
            steps[marker[i] & 0xff] = marker.length - 1 - i;
        }
    }

    int length() {
        return marker.length;
    }

    /** Where it begins among the first {@code size} bytes, or where a beginning of it does that they end with, or {@code size}. */
    int placeIn(byte[] bytes, int size) {
        int at = 0;
        while (at + marker.length <= size) {
            if (isAt(at, bytes, size)) {
                return at;
            }
            at += steps[bytes[at + marker.length - 1] & 0xff];
        }
        while (at < size && !isAt(at, bytes, size)) {
            at++;
        }
        return at;
    }

    private boolean isAt(int at, byte[] bytes, int size) {
        int length = Math.min(marker.length, size - at);
        return bytes[at] == marker[0] && Arrays.equals(bytes, at, at + length, marker, 0, length);
    }
}
