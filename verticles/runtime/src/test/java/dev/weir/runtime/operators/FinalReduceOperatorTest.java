package dev.weir.runtime.operators;

import static dev.weir.runtime.harness.Emitted.record;
import static dev.weir.runtime.harness.Emitted.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec.KeyedReduceSpec;
import dev.weir.api.types.Types;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions that emit at the end of the input. */
class FinalReduceOperatorTest {

  private static final KeyedBy<String, String> BY_LETTER =
      new KeyedBy<>(text -> text.substring(0, 1), Types.STRING);

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void each_key_has_one_result_at_the_end(HarnessMode mode) throws Exception {
    KeyedReduceSpec<String, String> spec =
        new KeyedReduceSpec<>((String one, String two) -> one + two, null, BY_LETTER, Types.STRING)
            .atTheEnd();
    try (OperatorHarness harness = OperatorHarness.of(spec).keyedBy(BY_LETTER).in(mode).open()) {
      harness.processElement("a1", 5);
      harness.processElement("b2", 6);
      harness.processElement("a3", 7);
      harness.processWatermark(1_000);
      assertThat(harness.takeOutput()).containsExactly(watermark(1_000));
      harness.endInput();
      harness.snapshotAndRestore();
      assertThat(harness.takeOutput())
          .containsExactlyInAnyOrder(
              record("a1a3", Long.MAX_VALUE),
              record("b2", Long.MAX_VALUE),
              watermark(Long.MAX_VALUE));
    }
  }
}
