package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputPiecesTest {
    @Test
    void pieces_are_glued_without_a_delimiter() throws IOException {
        assertThat(joined("", "1\n2", "3", "4\n5")).isEqualTo("1\n234\n5");
    }

    @Test
    void a_delimiter_stands_only_between_pieces_that_are_not_empty() throws IOException {
        assertThat(joined(";", "", "1", "", "", "2", "3", "")).isEqualTo("1;2;3");
        assertThat(joined("--", "1")).isEqualTo("1");
        assertThat(joined("--")).isEmpty();
    }

    @Test
    void single_bytes_are_read_as_they_are() throws IOException {
        try (InputPieces pieces = new InputPieces(ByteString.EMPTY, source(ByteString.copyFrom(new byte[] {-1, 0})))) {
            assertThat(pieces.read()).isEqualTo(255);
            assertThat(pieces.read()).isZero();
            assertThat(pieces.read()).isEqualTo(-1);
            assertThat(pieces.available()).isZero();
        }
    }

    private static String joined(String delimiter, String... texts) throws IOException {
        ByteString[] pieces = Arrays.stream(texts).map(ByteString::copyFromUtf8).toArray(ByteString[]::new);
        try (InputPieces joined = new InputPieces(ByteString.copyFromUtf8(delimiter), source(pieces))) {
            return new String(joined.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputPieces.Source source(ByteString... pieces) {
        Iterator<ByteString> iterator = Arrays.asList(pieces).iterator();
        return () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }
}
