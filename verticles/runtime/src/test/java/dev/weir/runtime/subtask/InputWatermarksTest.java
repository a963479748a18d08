package dev.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobID;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.types.Types;
import dev.weir.runtime.accumulators.OperatorAccumulators;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.InputGate;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.operators.Input;
import dev.weir.runtime.operators.Operator;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.operators.SideOutputs;
import dev.weir.runtime.state.OperatorState;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.runtime.time.ProcessingTimers;
import dev.weir.runtime.time.Triggerable;
import dev.weir.state.heap.HashMapStateBackend;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.VoidNamespace;
import dev.weir.storage.file.FileCheckpointStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to the first operator of a chain whose timers have to wait. */
final class InputWatermarksTest {

  private static final int MAX_PARALLELISM = 8;

  @TempDir private Path directory;

  private final List<String> emitted = new ArrayList<>();
  private final InputGate channels = new InputGate(1, 2);
  private Firing operator;
  private InputWatermarks watermarks;

  /** Emits the time of each timer. */
  private static final class Firing extends Operator<Long> implements Triggerable<VoidNamespace> {

    private @Nullable InternalTimerService<VoidNamespace> timers;

    Firing(OperatorContext context, Output<Long> output) {
      super(context, output);
    }

    @Override
    public Input<?> input(int index) {
      throw new UnsupportedOperationException("there are no records");
    }

    @Override
    public void open() {
      timers = timerService("timers", VoidNamespace.SERIALIZER, this);
    }

    void register(long at) {
      KeyedStateBackend<Long> state = context.requireKeyedState();
      state.setCurrentKey(at, KeyGroups.hash(at));
      Objects.requireNonNull(timers).registerEventTimeTimer(VoidNamespace.INSTANCE, at);
    }

    @Override
    public void onEventTime(long time, VoidNamespace namespace) {
      output.collect(time, time);
    }

    @Override
    public void onProcessingTime(long time, VoidNamespace namespace) {
      throw new UnsupportedOperationException("there are no such timers");
    }
  }

  private final class Log extends Output<Long> {

    @Override
    public void collect(Long record, long timestamp) {
      emitted.add("timer " + record);
    }

    @Override
    public void emitWatermark(long watermark) {
      emitted.add("watermark " + watermark);
    }

    @Override
    public void emitIdle(boolean idle) {
      emitted.add(idle ? "idle" : "active");
    }
  }

  @BeforeEach
  void open() throws Exception {
    channels.addChannel(0, (granted, acknowledged, emptied) -> {});
    channels.addChannel(0, (granted, acknowledged, emptied) -> {});
    operator = new Firing(context(), new Log());
    operator.open();
    operator.pauseTimersWith(() -> true); // after each
    watermarks = new InputWatermarks(channels, operator);
  }

  private OperatorContext context() throws Exception {
    ProcessingTimers clock = new ProcessingTimers(() -> 0, time -> {});
    KeyedStateBackend<Long> state =
        new HashMapStateBackend()
            .createKeyedStateBackend(
                new KeyedStateContext<>(
                    "operator",
                    0,
                    Types.LONG.createSerializer(),
                    MAX_PARALLELISM,
                    KeyGroups.rangeOf(0, MAX_PARALLELISM, 1),
                    directory,
                    FileCheckpointStorage.open(directory.resolve("storage")),
                    List.of(),
                    () -> 0));
    return new OperatorContext(
        new JobID("00000000000000000000000000000001"),
        "job",
        "operator",
        new TaskInfo("operator", 0, 1, MAX_PARALLELISM, 0),
        Map.of(),
        new OperatorState("operator", Map.of()),
        state,
        OptionalLong.empty(),
        new SideOutputs(Map.of()),
        clock,
        Duration.ZERO,
        mail -> {},
        new OutputGate(1, 8, 2),
        new UnregisteredMetricsGroup(),
        new OperatorAccumulators("operator"));
  }

  @Test
  void a_watermark_is_handed_on_when_the_last_of_its_timers_has_fired() throws Exception {
    operator.register(1);
    operator.register(2);
    operator.register(9);
    watermarks.onMark(0, 5);
    assertThat(watermarks.isPending()).as("the other channel holds it back").isFalse();

    watermarks.onMark(1, 7);
    assertThat(emitted).containsExactly("timer 1");
    assertThat(watermarks.isPending()).isTrue();
    assertThat(operator.outputWatermark()).isEqualTo(Long.MIN_VALUE);

    operator.register(3);
    assertThat(watermarks.continueWatermark()).isFalse();
    assertThat(watermarks.continueWatermark()).as("3 was registered meanwhile").isTrue();
    assertThat(emitted).containsExactly("timer 1", "timer 2", "timer 3", "watermark 5");
    assertThat(watermarks.isPending()).isFalse();
    assertThat(operator.outputWatermark()).isEqualTo(5);
  }

  @Test
  void idleness_that_comes_with_a_watermark_is_told_after_it() throws Exception {
    operator.register(1);
    operator.register(2);
    watermarks.onMark(0, 5);
    watermarks.onMark(1, Frame.IDLE);
    assertThat(watermarks.continueWatermark()).isTrue();
    operator.register(6);
    operator.register(7);
    watermarks.onMark(1, Frame.ACTIVE);
    watermarks.onMark(1, 8);
    emitted.clear();

    watermarks.onMark(0, Frame.IDLE);
    assertThat(emitted).containsExactly("timer 6");
    assertThat(watermarks.continueWatermark()).isTrue();
    assertThat(emitted).containsExactly("timer 6", "timer 7", "watermark 8");

    watermarks.onMark(1, Frame.IDLE);
    assertThat(emitted).endsWith("watermark 8", "idle");
  }

  @Test
  void the_last_channel_that_ends_or_falls_idle_lets_the_highest_watermark_out_first()
      throws Exception {
    operator.register(4);
    operator.register(5);
    watermarks.onMark(0, 3);
    watermarks.onMark(1, 5);
    watermarks.onMark(1, Frame.IDLE);
    emitted.clear();

    watermarks.onMark(0, Frame.IDLE); // both are idle now: the highest seen is 5
    assertThat(emitted).containsExactly("timer 4");
    assertThat(watermarks.continueWatermark()).isTrue();
    assertThat(emitted).containsExactly("timer 4", "timer 5", "watermark 5", "idle");

    operator.register(8);
    operator.register(9);
    watermarks.onEnded(0);
    watermarks.onEnded(1);
    while (watermarks.isPending()) {
      watermarks.continueWatermark();
    }
    assertThat(emitted).endsWith("timer 8", "timer 9", "watermark " + Long.MAX_VALUE);
  }
}
