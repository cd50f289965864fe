package dev.amig.language.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Island;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code templates/} in the repository. */
class TemplateFilesTest {
    private static final TemplateLibrary LIBRARY = TemplateLibrary.load(Path.of("..", "templates"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        engine.merge_tree('db.t')                                | MergeTree()
        engine.replacing('db.t')                                 | ReplacingMergeTree()
        engine.replacing('db.t', '_timestamp')                   | ReplacingMergeTree(`_timestamp`)
        engine.replacing('db.t', 'v', 'gone')                    | ReplacingMergeTree(`v`, `gone`)
        engine.summing('db.t')                                   | SummingMergeTree()
        engine.summing('db.t', ['a', 'b c'])                     | SummingMergeTree((`a`, `b c`))
        engine.coalescing('db.t', ['a'])                         | CoalescingMergeTree((`a`))
        engine.aggregating('db.t')                               | AggregatingMergeTree()
        engine.collapsing('db.t', 'sign')                        | CollapsingMergeTree(`sign`)
        engine.versioned_collapsing('db.t', 'sign', 'v')         | VersionedCollapsingMergeTree(`sign`, `v`)
        """)
    void an_engine_is_plain_where_nothing_is_replicated(String expression, String engine) {
        assertThat(rendered(expression, false)).isEqualTo(engine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        engine.merge_tree('db.t')                | ReplicatedMergeTree('/clickhouse/tables/{shard}/db.t/run_1041', '{replica}')
        engine.replacing('db.t', 'v')            | ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/db.t/run_1041', '{replica}', `v`)
        engine.summing('db.t', ['a', 'b'])       | ReplicatedSummingMergeTree('/clickhouse/tables/{shard}/db.t/run_1041', '{replica}', (`a`, `b`))
        engine.collapsing('t', 'sign')           | ReplicatedCollapsingMergeTree('/clickhouse/tables/{shard}/t/run_1041', '{replica}', `sign`)
        engine.aggregating("o'clock")            | ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/o\\'clock/run_1041', '{replica}')
        """)
    void an_engine_keeps_the_servers_macros_where_the_cluster_is_replicated(String expression, String engine) {
        assertThat(rendered(expression, true)).isEqualTo(engine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        distributed.engine('db.t', 'rand()')          | Distributed('post''hog', 'db', 't', rand())
        distributed.engine('db.t')                    | Distributed('post''hog', 'db', 't')
        distributed.engine('t', 'cityHash64(a, b)')   | Distributed('post''hog', currentDatabase(), 't', cityHash64(a, b))
        """)
    void a_distributed_table_names_cluster_database_and_table(String expression, String engine) {
        assertThat(rendered(expression, true)).isEqualTo(engine.replace("''", "\\'"));
    }

    @Test
    void a_keeper_path_is_new_for_every_run_and_has_no_folder_of_the_table_s_making() {
        assertThat(rendered("zookeeper.path('db.`a/b`')", true))
                .isEqualTo("/clickhouse/tables/{shard}/db.a_b/run_1041");
    }

    private static String rendered(String expression, boolean replicated) {
        var source = new Source("x.amig", "${" + expression + "}");
        var island = new Island(new Location("x.amig", 1, 1), source.text(), false);
        Map<String, Object> model =
                Map.of("cluster", Map.of("name", "post'hog", "replicated", replicated), "run", Map.of("id", 1041L));
        return LIBRARY.compile(source, island).render(model).text();
    }
}
