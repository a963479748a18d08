package dev.weir.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec.KeyedProcessSpec;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import dev.weir.state.ReducingState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reducing state with functions that change the first of their arguments. */
final class ReducingStateTest {

  private static final TypeInformation<Tuple2<String, Long>> TYPE =
      Types.TUPLE(Types.STRING, Types.LONG);
  private static final KeyedBy<Tuple2<String, Long>, String> BY_KEY =
      new KeyedBy<>(tuple -> tuple.f0, Types.STRING);

  /** Emits the sum of the key after each record. */
  private static final class Sums
      extends KeyedProcessFunction<String, Tuple2<String, Long>, Tuple2<String, Long>> {
    private static final long serialVersionUID = 1L;
    private transient ReducingState<Tuple2<String, Long>> sum;

    @Override
    public void open(OpenContext openContext) {
      sum =
          getRuntimeContext()
              .getReducingState(
                  new ReducingStateDescriptor<>(
                      "sum",
                      (so, far) -> {
                        so.f1 += far.f1;
                        return so;
                      },
                      TYPE));
    }

    @Override
    public void processElement(
        Tuple2<String, Long> value, Context ctx, Collector<Tuple2<String, Long>> out)
        throws Exception {
      sum.add(value);
      out.collect(sum.get());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void neither_what_came_in_nor_what_was_emitted_changes_afterwards(HarnessMode mode)
      throws Exception {
    try (var harness =
        OperatorHarness.of(new KeyedProcessSpec<>(new Sums(), BY_KEY))
            .keyedBy(BY_KEY)
            .in(mode)
            .open()) {
      Tuple2<String, Long> first = Tuple2.of("a", 1L);
      harness.processElement(first, 1);
      harness.processElement(Tuple2.of("a", 2L), 2);
      harness.processElement(Tuple2.of("a", 4L), 3);
      assertThat(first).isEqualTo(Tuple2.of("a", 1L));
      assertThat(harness.values())
          .containsExactly(Tuple2.of("a", 1L), Tuple2.of("a", 3L), Tuple2.of("a", 7L));
    }
  }
}
