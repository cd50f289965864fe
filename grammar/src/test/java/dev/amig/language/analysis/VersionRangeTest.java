package dev.amig.language.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        >=1.30.0 <=1.36.99   ; 1.30.0                ; true
        >=1.30.0 <=1.36.99   ; 1.36.99               ; true
        >=1.30.0 <=1.36.99   ; 1.29.9                ; false
        >=1.30.0 <=1.36.99   ; 1.37                  ; false
        >=1.30.0, <2         ; 1.30.0-rc.1           ; false
        >=21.6.0             ; 26.7.2.1              ; true
        >=26.7.2.2           ; 26.7.2.1              ; false
        >=26.7.3             ; 26.7.3-stable.1       ; true
        >=26.7               ; 26.7.0                ; true
        > 26.7               ; 26.7                  ; false
        < 26.7               ; 26.6.99.99            ; true
        =26.7                ; 26.7.0.0              ; true
        26.7                 ; 26.7.3.1              ; true
        26.7                 ; 26.8                  ; false
        26                   ; 26.7.3-rc.1           ; false
        *                    ; 0.0.1                 ; true
        <1 || >=3            ; 2.9                   ; false
        <1 || >=3            ; 3.0                   ; true
        >=12                 ; 18.6                  ; true
        >=12                 ; v12                   ; true
        >=1.0.0              ; 1.0.0+build.5         ; true
        """)
    void a_range_holds_versions(String range, String version, boolean holds) {
        assertThat(VersionRange.parse(range).contains(version)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ">=",
                "1.0 -",
                "^1.0",
                "~1",
                "1.x",
                ">=1.0 &&",
                "||",
                "1 ||",
                ">>1",
                "=>1",
                "a",
                "1..2",
                "1.2.3.4.5.6.7"
            })
    void anything_else_is_refused(String range) {
        assertThatThrownBy(() -> VersionRange.parse(range))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches("'.*' is no (range of versions; write '>=1.30.0 <=1.36.99'|version; write 1.30.0 or 26.7)");
    }

    @Test
    void versions_are_ordered_as_semantic_versions_are() {
        String[] ordered = {
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.0.1",
            "1.0.2",
            "1.0.10",
            "2"
        };
        for (int i = 1; i < ordered.length; i++) {
            assertThat(Version.parse(ordered[i - 1])).isLessThan(Version.parse(ordered[i]));
            assertThat(Version.parse(ordered[i])).isGreaterThan(Version.parse(ordered[i - 1]));
        }
    }
}
