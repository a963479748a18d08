package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.protocol.watermark.WatermarkValve;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import dev.weir.runtime.windowing.WindowConfig.Kind;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Windows that aggregate in two phases, several senders with checkpoints and idleness, against
 * {@link NaiveWindows}, which is given each record at once: after each step both have emitted the
 * same.
 */
final class TwoPhaseOracleTest {

  private static final int CASES = Integer.getInteger("cases", 1_500);
  private static final int ROCKSDB_EVERY = 8;

  /** One case in so many is restored, which takes longer than all else. */
  private static final int RESTORED_EVERY = 12;

  private static final int MAX_PARALLELISM = 16;
  private static final String[] KEYS = {"a", "b", "c", "d"};

  @Test
  void two_phases_do_what_the_naive_model_does() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    int found = 0;
    for (int i = 0; found < CASES; i++) {
      Random random = new Random(seed + i);
      WindowConfig config = WindowConfig.random(random);
      WindowSpec<?, ?, ?, ?, ?> spec =
          WindowedProgram.spec(stream -> config.program(stream, false));
      LocalAggregation<?, ?, ?> aggregation = LocalAggregation.of(spec);
      if (aggregation != null) {
        found++;
        String backend = random.nextInt(ROCKSDB_EVERY) == 0 ? "rocksdb" : "heap";
        String name = "-Dseed=%d -Dcases=1: %s on %s".formatted(seed + i, config, backend);
        try (Run run = new Run(name, config, spec, aggregation, backend, random)) {
          run.all();
        }
      }
    }
  }

  /** The sum of records does not tell who added them; what only the first one has does. */
  private static int senders(WindowConfig config, Random random) {
    return config.kind() == Kind.AGGREGATE || config.kind() == Kind.AGGREGATE_PROCESS
        ? 1 + random.nextInt(3)
        : 1;
  }

  /** One subtask upstream. */
  private static final class Sender {
    private final OutputGate gate;
    private final List<Frame> frames = new ArrayList<>();
    private final AggregatingOutput<Object, ?, ?> output;

    @SuppressWarnings("unchecked") // the windows are of readings
    Sender(LocalAggregation<?, ?, ?> aggregation) {
      gate = new OutputGate(1, 4, Integer.MAX_VALUE);
      output =
          (AggregatingOutput<Object, ?, ?>)
              aggregation.output(
                  new OutputChannel[] {
                    gate.addChannel(0, true, message -> frames.add((Frame) message))
                  },
                  MAX_PARALLELISM);
    }

    List<Frame> sent() {
      gate.flush();
      List<Frame> sent = List.copyOf(frames);
      frames.clear();
      return sent;
    }
  }

  private static final class Run implements AutoCloseable {
    private final String name;
    private final LocalAggregation<?, ?, ?> aggregation;
    private final Random random;
    private final NaiveWindows model;
    private final OperatorHarness harness;
    private final WatermarkValve valve;
    private final List<Sender> senders = new ArrayList<>();
    private final long[] watermarks;
    private final boolean[] idle;
    private final boolean[] wasIdle;
    private final List<String> steps = new ArrayList<>();
    private final TypeSerializer<Object> wire;
    private final boolean restores;

    @SuppressWarnings("unchecked") // reads and writes whatever is sent
    Run(
        String name,
        WindowConfig config,
        WindowSpec<?, ?, ?, ?, ?> spec,
        LocalAggregation<?, ?, ?> aggregation,
        String backend,
        Random random)
        throws Exception {
      this.name = name;
      this.aggregation = aggregation;
      this.random = random;
      this.model = new NaiveWindows(config);
      this.wire = (TypeSerializer<Object>) aggregation.wireSerializer();
      this.harness = WindowedProgram.open(new HarnessMode(backend, false), spec, WindowConfig.LATE);
      this.restores = random.nextInt(RESTORED_EVERY) == 0;
      int count = senders(config, random);
      this.watermarks = new long[count];
      this.idle = new boolean[count];
      this.wasIdle = new boolean[count];
      this.valve = new WatermarkValve(count);
      Arrays.fill(watermarks, -5);
      for (int i = 0; i < count; i++) {
        senders.add(new Sender(aggregation));
      }
    }

    void all() throws Exception {
      int count = 5 + random.nextInt(60);
      int disorder = 1 + random.nextInt(15);
      for (int id = 0; id < count; id++) {
        step(id, disorder);
        check();
      }
      for (int sender = 0; sender < senders.size(); sender++) {
        watermark(sender, Long.MAX_VALUE);
        check();
      }
      assertThat(WindowedProgram.texts(harness.sideOutput(WindowConfig.LATE)))
          .as("late: %s%n%s", name, steps)
          .isEqualTo(model.late());
      if (!restores) {
        assertThat(((SlicedWindowOperator<?, ?, ?, ?, ?>) harness.operator()).lateRecordsDropped())
            .as("dropped: %s%n%s", name, steps)
            .isEqualTo(model.dropped());
      }
    }

    private void step(int id, int disorder) throws Exception {
      int sender = random.nextInt(senders.size());
      int what = random.nextInt(20);
      if (what < 13) {
        long timestamp =
            watermarks[sender] + disorder / 2 - random.nextInt(disorder) + random.nextInt(8);
        Reading reading = new Reading(KEYS[random.nextInt(KEYS.length)], random.nextInt(10), id);
        steps.add(sender + " sends " + reading + "@" + timestamp);
        model.record(reading, timestamp);
        senders.get(sender).output.collect(reading, timestamp);
        deliver(sender);
      } else if (what < 17) {
        watermark(sender, watermarks[sender] + 1 + random.nextInt(7));
      } else if (what < 18) {
        idle(sender);
      } else {
        barrier(restores && random.nextBoolean());
      }
    }

    private void watermark(int sender, long to) throws Exception {
      steps.add(sender + " says " + to);
      watermarks[sender] = to;
      if (idle[sender]) {
        idle[sender] = false;
        senders.get(sender).output.emitIdle(false);
      }
      senders.get(sender).output.emitWatermark(to);
      deliver(sender);
    }

    private void idle(int sender) throws Exception {
      if (!idle[sender]) {
        steps.add(sender + " is idle");
        idle[sender] = true;
        wasIdle[sender] = true;
        senders.get(sender).output.emitIdle(true);
        deliver(sender);
      }
    }

    /** What is held goes out before the barrier. */
    private void barrier(boolean restore) throws Exception {
      steps.add(restore ? "restore" : "barrier");
      for (int sender = 0; sender < senders.size(); sender++) {
        senders.get(sender).output.release();
        deliver(sender);
      }
      if (!restore) {
        return;
      }
      harness.snapshotAndRestore();
      model.restored();
      for (int sender = 0; sender < senders.size(); sender++) {
        senders.set(sender, new Sender(aggregation));
        if (wasIdle[sender]) {
          senders.get(sender).output.emitIdle(idle[sender]);
        }
        senders.get(sender).output.emitWatermark(watermarks[sender]);
        deliver(sender);
      }
    }

    private void deliver(int sender) throws Exception {
      for (Frame frame : senders.get(sender).sent()) {
        int next = 0;
        while (next < frame.size() || frame.hasNextMark()) {
          for (int stop = frame.nextStop(); next < stop; next++) {
            harness.processSent(
                throughTheWire(frame.record(next)), frame.timestamp(next), frame.keyHash(next));
          }
          if (frame.hasNextMark()) {
            mark(sender, frame.takeMark());
          }
        }
      }
    }

    private Object throughTheWire(Object sent) {
      if (random.nextBoolean()) {
        return sent;
      }
      ByteOutput out = new ByteOutput();
      wire.write(sent, out);
      return wire.read(new ByteInput(out.toByteArray()));
    }

    private void mark(int sender, long mark) throws Exception {
      long before = valve.watermark();
      if (Frame.isWatermark(mark)) {
        valve.onWatermark(sender, mark);
      } else if (mark == Frame.IDLE) {
        valve.onIdle(sender);
      } else {
        valve.onActive(sender);
      }
      if (valve.watermark() > before) {
        model.watermark(valve.watermark());
        harness.processWatermark(valve.watermark());
      }
    }

    private void check() {
      assertThat(sorted(WindowedProgram.taken(harness)))
          .as("%s%n%s", name, steps)
          .isEqualTo(sorted(model.takeEmitted()));
    }

    private static List<String> sorted(List<String> texts) {
      return texts.stream().sorted().toList();
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
