package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.DataStream;
import dev.weir.api.KeyedStream;
import dev.weir.api.WindowedStream;
import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingProcessingTimeWindows;
import dev.weir.api.windowing.evictors.CountEvictor;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.config.AggregationPhases;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.TypeSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is held before the shuffle, when it is sent, and of which windows. */
final class AggregatingOutputTest {

  private static final int SIZE = 100;
  private static final Duration WINDOW = Duration.ofMillis(SIZE);

  private final List<Object> sent = new ArrayList<>();
  private final OutputGate gate = new OutputGate(1, 16, Integer.MAX_VALUE);
  private final AggregatingOutput<Object, ?, ?> output =
      output(readings -> counted(readings, AggregationPhases.TWO_PHASE));

  /** Counts; one who was told so cannot merge. */
  private record Count(boolean merges) implements AggregateFunction<Reading, Long, Long> {
    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Reading value, Long count) {
      return count + 1;
    }

    @Override
    public Long getResult(Long count) {
      return count;
    }

    @Override
    public Long merge(Long a, Long b) {
      if (!merges) {
        throw new UnsupportedOperationException("never met a session");
      }
      return a + b;
    }
  }

  /** A record whose field is rounded. */
  public record Weight(String key, double kilograms) {}

  private static DataStream<?> counted(
      KeyedStream<Reading, String> readings, AggregationPhases phases) {
    return readings
        .keyBy(Reading::value, Types.LONG)
        .window(TumblingEventTimeWindows.of(WINDOW))
        .aggregationPhases(phases)
        .aggregate(new Count(true), Types.LONG, Types.LONG);
  }

  @SuppressWarnings("unchecked") // the windows are of readings
  private AggregatingOutput<Object, ?, ?> output(
      Function<KeyedStream<Reading, String>, DataStream<?>> program) {
    LocalAggregation<?, ?, ?> aggregation = LocalAggregation.of(WindowedProgram.spec(program));
    assertThat(aggregation).isNotNull();
    OutputChannel channel =
        gate.addChannel(
            0,
            true,
            message -> {
              Frame frame = (Frame) message;
              for (int i = 0; i < frame.size(); i++) {
                sent.add(described(frame, i));
              }
            });
    return (AggregatingOutput<Object, ?, ?>) aggregation.output(new OutputChannel[] {channel}, 16);
  }

  private static Object described(Frame frame, int index) {
    if (frame.record(index) instanceof Partial<?, ?> partial) {
      assertThat(frame.keyHash(index)).isEqualTo(KeyGroups.hash(partial.key()));
      return partial.key() + "@" + frame.timestamp(index) + "=" + partial.accumulator();
    }
    return frame.record(index);
  }

  private void send(long key, long timestamp) {
    output.collect(Reading.of("x", key), timestamp);
  }

  private List<Object> taken() {
    gate.flush();
    List<Object> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  @Test
  void what_is_held_of_a_slice_is_sent_before_the_watermark_that_ends_it() {
    send(1, 10);
    send(2, 20);
    send(1, 99);
    send(1, 100);

    output.emitWatermark(98);
    assertThat(taken()).isEmpty();

    output.emitWatermark(99);
    assertThat(taken()).containsExactlyInAnyOrder("1@0=2", "2@0=1");

    output.emitWatermark(Long.MAX_VALUE);
    assertThat(taken()).containsExactly("1@100=1");
  }

  @Test
  void nothing_is_held_when_the_barrier_goes_out() {
    send(0, 10);
    send(0, 110);

    output.release();
    assertThat(taken()).containsExactly("0@0=1", "0@100=1");

    output.release();
    assertThat(taken()).isEmpty();
  }

  @Test
  void a_record_that_may_be_late_passes_as_it_is() {
    output.emitWatermark(99);

    send(1, 50);
    send(1, 100);

    assertThat(taken()).containsExactly(Reading.of("x", 1));
  }

  @Test
  void a_record_without_a_timestamp_is_left_to_the_window_to_refuse() {
    send(1, Frame.NO_TIMESTAMP);

    assertThat(taken()).containsExactly(Reading.of("x", 1));
  }

  @Test
  void from_the_first_idleness_on_all_records_pass() {
    send(1, 10);

    output.emitIdle(true);
    assertThat(taken()).containsExactly("1@0=1");

    output.emitIdle(false);
    send(1, 10);
    assertThat(taken()).containsExactly(Reading.of("x", 1));
  }

  @Test
  void records_whose_keys_do_not_repeat_pass_after_a_while() {
    int held = 0;
    for (int key = 0; key < 1_000_000; key++) {
      send(key, 10);
    }
    for (Object each : taken()) {
      held += each instanceof String ? 1 : 0;
    }

    assertThat(held).isLessThan(200_000);
  }

  @Test
  void keys_that_repeat_are_held_again_after_those_that_did_not() {
    for (int key = 0; key < 1_000_000; key++) {
      send(key, 10);
    }
    for (int i = 0; i < 4_000_000; i++) {
      send(i % 10, 10);
    }
    taken();

    send(3, 10);

    assertThat(taken()).isEmpty();
  }

  @Test
  void the_records_of_a_key_stay_in_order_when_some_pass() {
    for (int key = 0; key < 140_000; key++) {
      send(key, 10);
    }

    Map<Object, Integer> seen = new HashMap<>();
    for (Object each : taken()) {
      seen.merge(each, 1, Integer::sum);
    }
    output.emitWatermark(Long.MAX_VALUE);
    assertThat(taken()).as("held while later ones passed").isEmpty();
    assertThat(seen.values()).containsOnly(1);
    assertThat(seen).hasSize(140_000);
  }

  @Test
  void a_table_of_longs_counts_as_a_map_does() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      int keys = 1 + random.nextInt(2_000);
      SliceTable<Reading, Long, Long> table =
          new LongSliceTable<>(0, new AggregateAccumulation<>(new Count(true), serializer()));
      Map<Long, Long> counts = new HashMap<>();
      for (int j = 0; j < 4 * keys; j++) {
        long key = (random.nextInt(keys) - keys / 2) * (random.nextBoolean() ? 1L : 1L << 40);
        boolean isNew = table.add(Reading.of("x", key), key, KeyGroups.hash(key));
        assertThat(counts.merge(key, 1L, Long::sum) == 1).as("seed %d", seed).isEqualTo(isNew);
      }
      assertThat(table.size()).isEqualTo(counts.size());
      Map<Long, Long> drained = new HashMap<>();
      table.drain(
          (key, hash, count) -> {
            assertThat(hash).isEqualTo(KeyGroups.hash(key));
            assertThat(drained.put(key, count)).isNull();
          });
      assertThat(drained).as("seed %d", seed).isEqualTo(counts);
    }
  }

  private static TypeSerializer<Long> serializer() {
    return Types.LONG.createSerializer();
  }

  @Test
  void only_known_aggregations_are_split_unasked() {
    assertThat(isSplit(readings -> tumbling(readings).sum("value"))).isTrue();
    assertThat(isSplit(readings -> tumbling(readings).minBy("value"))).isTrue();
    assertThat(isSplit(readings -> tumbling(readings).reduce((a, b) -> b))).isFalse();
    assertThat(isSplit(readings -> counted(readings, AggregationPhases.AUTO))).isFalse();
    assertThat(isSplit(readings -> counted(readings, AggregationPhases.ONE_PHASE))).isFalse();
    assertThat(isSplit(readings -> counted(readings, AggregationPhases.TWO_PHASE))).isTrue();
    assertThat(
            isSplit(
                readings ->
                    readings
                        .map(reading -> new Weight(reading.key(), reading.value()))
                        .returns(Types.RECORD(Weight.class))
                        .keyBy(Weight::key, Types.STRING)
                        .window(TumblingEventTimeWindows.of(WINDOW))
                        .sum("kilograms")))
        .as("sums that are rounded")
        .isFalse();
  }

  @Test
  void windows_whose_results_could_differ_are_not_split_even_if_asked() {
    assertThat(
            isSplit(
                readings ->
                    readings
                        .window(EventTimeSessionWindows.withGap(WINDOW))
                        .aggregationPhases(AggregationPhases.TWO_PHASE)
                        .sum("value")))
        .isFalse();
    assertThat(
            isSplit(
                readings ->
                    readings
                        .window(TumblingProcessingTimeWindows.of(WINDOW))
                        .aggregationPhases(AggregationPhases.TWO_PHASE)
                        .sum("value")))
        .isFalse();
    assertThat(
            isSplit(
                readings ->
                    readings
                        .window(SlidingEventTimeWindows.of(WINDOW, WINDOW.dividedBy(2)))
                        .aggregationPhases(AggregationPhases.TWO_PHASE)
                        .sum("value")))
        .as("the other fields are those of the first record")
        .isFalse();
    assertThat(isSplit(readings -> asked(readings).trigger(CountTrigger.of(2)).sum("value")))
        .isFalse();
    assertThat(isSplit(readings -> asked(readings).evictor(CountEvictor.of(2)).sum("value")))
        .isFalse();
    assertThat(
            isSplit(
                readings -> asked(readings).aggregate(new Count(false), Types.LONG, Types.LONG)))
        .isFalse();
  }

  private static WindowedStream<Reading, String, TimeWindow> tumbling(
      KeyedStream<Reading, String> readings) {
    return readings.window(TumblingEventTimeWindows.of(WINDOW));
  }

  private static WindowedStream<Reading, String, TimeWindow> asked(
      KeyedStream<Reading, String> readings) {
    return tumbling(readings).aggregationPhases(AggregationPhases.TWO_PHASE);
  }

  private static boolean isSplit(Function<KeyedStream<Reading, String>, DataStream<?>> program) {
    return LocalAggregation.of(WindowedProgram.spec(program)) != null;
  }
}
