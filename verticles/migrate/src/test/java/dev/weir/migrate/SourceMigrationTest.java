package dev.weir.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.migrate.MigratedSource.Left;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceMigrationTest {

  private static final Counterparts COUNTERPARTS =
      new Counterparts(
          List.of(
              "dev.weir.api.DataStream",
              "dev.weir.api.functions.MapFunction",
              "dev.weir.api.functions.KeyedProcessFunction",
              "dev.weir.api.types.Types",
              "dev.weir.api.metrics.Histogram",
              "dev.weir.api.accumulators.Histogram"),
          Map.of(
              "org.apache.flink.table.*", "no SQL",
              "org.apache.flink.util.Preconditions", "use Objects",
              ".readTextFile", "use FileSource",
              "org.apache.flink.configuration", "see the options"));

  @Test
  void an_import_is_replaced_and_all_else_stays() {
    MigratedSource migrated =
        migrate(
            """
            package a; // import org.apache.flink.streaming.api.datastream.DataStream;

            import java.util.List;
            import  org.apache.flink.streaming.api.datastream.DataStream ;

            class B {
              String text = "org.apache.flink.streaming.api.datastream.DataStream";
              DataStream<List<String>> stream;
            }
            """);

    assertThat(migrated.text())
        .isEqualTo(
            """
            package a; // import org.apache.flink.streaming.api.datastream.DataStream;

            import java.util.List;
            import dev.weir.api.DataStream;

            class B {
              String text = "org.apache.flink.streaming.api.datastream.DataStream";
              DataStream<List<String>> stream;
            }
            """);
    assertThat(migrated.renamed()).isEqualTo(1);
    assertThat(migrated.left()).isEmpty();
  }

  @Test
  void a_name_in_the_code_is_replaced_as_far_as_its_class() {
    MigratedSource migrated =
        migrate(
            """
            class B {
              org.apache.flink.streaming.api.datastream.DataStream<String> a;
              Object b = org.apache.flink.api.common.typeinfo.Types.LONG;
            }
            """);

    assertThat(migrated.text())
        .isEqualTo(
            """
            class B {
              dev.weir.api.DataStream<String> a;
              Object b = dev.weir.api.types.Types.LONG;
            }
            """);
  }

  @Test
  void a_static_import_keeps_its_member() {
    MigratedSource migrated =
        migrate(
            """
            import static org.apache.flink.api.common.typeinfo.Types.*;
            import static org.apache.flink.api.common.typeinfo.Types.LONG;
            class B {}
            """);

    assertThat(migrated.text())
        .isEqualTo(
            """
            import static dev.weir.api.types.Types.*;
            import static dev.weir.api.types.Types.LONG;
            class B {}
            """);
  }

  @Test
  void imports_on_demand_become_imports_of_what_is_used() {
    MigratedSource migrated =
        migrate(
            """
            import org.apache.flink.api.common.functions.*;
            import org.apache.flink.streaming.api.datastream.*;
            import org.apache.flink.api.common.typeinfo.Types;
            class B implements MapFunction<String, Long> {
              DataStream<String> a = c(Types.LONG);
            }
            """);

    assertThat(migrated.text())
        .isEqualTo(
            """
            import dev.weir.api.DataStream;
            import dev.weir.api.functions.MapFunction;
            import dev.weir.api.types.Types;
            class B implements MapFunction<String, Long> {
              DataStream<String> a = c(Types.LONG);
            }
            """);
    assertThat(migrated.renamed()).isEqualTo(3);
  }

  @Test
  void what_an_import_on_demand_brought_in_and_has_no_counterpart_is_listed() {
    MigratedSource migrated =
        migrate(
            """
            import org.apache.flink.util.*;
            class B {
              Object a = Preconditions.checkNotNull("");
            }
            """);

    assertThat(migrated.left())
        .containsExactly(new Left("org.apache.flink.util.Preconditions", 1, "use Objects"));
  }

  @Test
  void what_has_no_counterpart_stays_and_is_listed_with_what_to_do() {
    String source =
        """
        import org.apache.flink.table.api.Types;
        import org.apache.flink.util.Preconditions;
        import org.apache.flink.configuration.PipelineOptions;
        import org.apache.flink.something.Unheard;
        class B {}
        """;

    MigratedSource migrated = migrate(source);

    assertThat(migrated.text()).isEqualTo(source);
    assertThat(migrated.left())
        .containsExactly(
            new Left("org.apache.flink.table.api.Types", 1, "no SQL"),
            new Left("org.apache.flink.util.Preconditions", 2, "use Objects"),
            new Left("org.apache.flink.configuration.PipelineOptions", 3, "see the options"),
            new Left(
                "org.apache.flink.something.Unheard",
                4,
                "Weir has nothing of this name; see what it was used for"));
  }

  @Test
  void calls_of_methods_that_are_missing_are_listed() {
    MigratedSource migrated =
        migrate(
            """
            import org.apache.flink.streaming.api.datastream.DataStream;
            class B {
              DataStream<String> a = env
                  .readTextFile("a.txt");
              String readTextFile = "readTextFile";
            }
            """);

    assertThat(migrated.left()).containsExactly(new Left(".readTextFile()", 4, "use FileSource"));
    assertThat(migrated.text()).contains(".readTextFile(\"a.txt\")");
  }

  @Test
  void calls_in_a_source_without_flink_are_nobodys_business() {
    assertThat(migrate("class B { Object a = b.readTextFile(); }").left()).isEmpty();
  }

  @Test
  void a_member_class_needs_a_counterpart_of_its_own() {
    MigratedSource migrated =
        migrate(
            """
            import org.apache.flink.streaming.api.functions.KeyedProcessFunction.Context;
            import org.apache.flink.streaming.api.functions.KeyedProcessFunction.Unheard;
            class B {}
            """);

    assertThat(migrated.text())
        .contains("import dev.weir.api.functions.KeyedProcessFunction.Context;");
    assertThat(migrated.left())
        .extracting(Left::name)
        .containsExactly("org.apache.flink.streaming.api.functions.KeyedProcessFunction.Unheard");
  }

  @Test
  void of_two_classes_with_one_name_the_package_decides() {
    MigratedSource migrated =
        migrate(
            """
            import org.apache.flink.metrics.Histogram;
            class B {
              org.apache.flink.api.common.accumulators.Histogram a;
            }
            """);

    assertThat(migrated.text())
        .isEqualTo(
            """
            import dev.weir.api.metrics.Histogram;
            class B {
              dev.weir.api.accumulators.Histogram a;
            }
            """);
  }

  @Test
  void a_source_without_flink_stays_as_it_is() {
    String source = "class B { java.util.List<String> a; }";

    MigratedSource migrated = migrate(source);

    assertThat(migrated.text()).isEqualTo(source);
    assertThat(migrated.isOfFlink()).isFalse();
  }

  @Test
  void a_file_that_is_not_java_is_named_with_the_line() {
    assertThatThrownBy(() -> migrate("class B {\n  int = ;\n}"))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageStartingWith("B.java:2: ");
  }

  private static MigratedSource migrate(String source) {
    return SourceMigration.migrate(COUNTERPARTS, "B.java", source);
  }
}
