package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class TotalsSplitterTest {
    @Test
    void totals_and_extremes_are_the_last_lines_even_if_rows_are_blank_lines() {
        TotalsSplitter splitter = TotalsSplitter.of("TabSeparated", true, true);
        assertThat(split(splitter, "a\n\n\n\ntotal\n\nmin\nmax\n")).isEqualTo("a\n\n\n");
        assertThat(splitter.totals()).contains(text("total\n"));
        assertThat(splitter.extremes()).contains(text("min\nmax\n"));
    }

    @Test
    void each_document_has_the_header_of_its_format() {
        TotalsSplitter splitter = TotalsSplitter.of("TSVWithNamesAndTypes", true, false);
        assertThat(split(splitter, "x\nUInt8\n1\n\n7\n")).isEqualTo("x\nUInt8\n1\n");
        assertThat(splitter.totals()).contains(text("x\nUInt8\n7\n"));
        assertThat(splitter.extremes()).isEmpty();
    }

    @Test
    void output_without_them_is_passed_on_whole() {
        for (String output : new String[] {"", "a\n", "a\nb\n", "a\nb\nc\n", "unfinished"}) {
            TotalsSplitter splitter = TotalsSplitter.of("TabSeparated", true, false);
            assertThat(split(splitter, output)).isEqualTo(output);
            assertThat(splitter.totals()).isEmpty();
        }
    }

    @Test
    void other_formats_and_other_queries_pass_at_once() {
        assertThat(TotalsSplitter.of("JSON", true, true).outputOf(text("x\n\ny\n")))
                .isEqualTo(text("x\n\ny\n"));
        assertThat(TotalsSplitter.of("TSV", false, false).outputOf(text("x\n\ny")))
                .isEqualTo(text("x\n\ny"));
    }

    private static String split(TotalsSplitter splitter, String output) {
        ByteString passed = ByteString.EMPTY;
        for (byte one : output.getBytes()) {
            passed = passed.concat(splitter.outputOf(ByteString.copyFrom(new byte[] {one})));
        }
        splitter.end();
        return passed.concat(splitter.rest()).toStringUtf8();
    }

    private static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
