package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExceptionBlockTest {
    private static final String TAG = "abcdefghijklmnop";
    private static final String OUTPUT = "1\r\n2\r\n__exception__\r\nnot the tag\r\n\r\n__exce";
    private static final String MESSAGE = "Code: 395. DB::Exception: é\nboo. (X) (version 26.7.2.1)";
    private static final String BLOCK =
            "\r\n__exception__\r\n" + TAG + "\r\n" + MESSAGE + "\n58 " + TAG + "\r\n__exception__\r\n";

    @Test
    void a_failure_is_found_however_the_bytes_are_cut() {
        byte[] all = (OUTPUT + BLOCK).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= all.length; cut++) {
            ExceptionBlock block = new ExceptionBlock(TAG);
            ByteString output = feed(block, Arrays.copyOfRange(all, 0, cut))
                    .concat(feed(block, Arrays.copyOfRange(all, cut, all.length)))
                    .concat(block.rest());
            assertThat(output.toStringUtf8()).as("cut at %d", cut).isEqualTo(OUTPUT);
            assertThat(block.message()).contains(MESSAGE);
            assertThat(block.isComplete()).isTrue();
        }
    }

    @Test
    void bytes_come_one_by_one() {
        ExceptionBlock block = new ExceptionBlock(TAG);
        ByteString output = ByteString.EMPTY;
        for (byte one : (OUTPUT + BLOCK).getBytes(StandardCharsets.UTF_8)) {
            output = output.concat(feed(block, new byte[] {one}));
        }
        assertThat(output.concat(block.rest()).toStringUtf8()).isEqualTo(OUTPUT);
        assertThat(block.message()).contains(MESSAGE);
    }

    @Test
    void output_alone_is_passed_on_whole_and_only_a_beginning_of_the_marker_waits() {
        ExceptionBlock block = new ExceptionBlock(TAG);
        assertThat(feed(block, "a\r\nb\r\n__".getBytes(StandardCharsets.UTF_8)).toStringUtf8())
                .isEqualTo("a\r\nb");
        assertThat(feed(block, "c".getBytes(StandardCharsets.UTF_8)).toStringUtf8())
                .isEqualTo("\r\n__c");
        assertThat(block.rest().isEmpty()).isTrue();
        assertThat(block.message()).isEmpty();
        assertThat(block.isComplete()).isFalse();
    }

    @Test
    void a_block_that_breaks_off_is_not_complete() {
        ExceptionBlock block = new ExceptionBlock(TAG);
        feed(block, BLOCK.substring(0, BLOCK.length() - 10).getBytes(StandardCharsets.UTF_8));
        assertThat(block.isComplete()).isFalse();
    }

    private static ByteString feed(ExceptionBlock block, byte[] bytes) {
        return block.outputOf(bytes, bytes.length);
    }
}
