package dev.amig.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.amig.language.source.LanguageException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can be said of the manual's examples without a server; {@code DocumentedExamplesIT} runs them. */
class DocumentedExamplesTest {
    private static final Outcomes OUTCOMES = new Outcomes();

    @AfterAll
    static void write() {
        OUTCOMES.write();
    }

    @TestFactory
    Stream<DynamicTest> every_example_is_planned_or_refused_as_the_page_says() {
        return Example.all().stream().map(example -> example.test(DocumentedExamplesTest::isAsThePageSays));
    }

    private static void isAsThePageSays(Example example) {
        if (example.kind() == Example.Kind.ERROR) {
            OUTCOMES.check(example, "text", refusal(example));
        } else {
            plans(example);
        }
    }

    private static String refusal(Example example) {
        LanguageException refused = catchThrowableOfType(LanguageException.class, example::plan);
        assertThat(refused).as("it is refused").isNotNull();
        return refused.getMessage();
    }

    private static void plans(Example example) {
        String rendered = example.rendered();
        if (example.outcome().filter(it -> it.language().equals("sql")).isPresent()) {
            OUTCOMES.check(example, "sql", rendered);
        }
    }

    @Test
    void no_two_examples_that_run_have_one_name() {
        Set<String> names = new HashSet<>();
        for (Example example : Example.all()) {
            boolean runs = example.kind() == Example.Kind.RUN || example.kind() == Example.Kind.FAILS;
            assertThat(!runs || names.add(example.name()))
                    .as("%s: another example is called %s", example.block().place(), example.name())
                    .isTrue();
        }
    }
}
