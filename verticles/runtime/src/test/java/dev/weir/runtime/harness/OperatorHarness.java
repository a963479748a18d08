package dev.weir.runtime.harness;

import dev.weir.api.JobID;
import dev.weir.api.OutputTag;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.types.TypeInformation;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.watermark.CombinedWatermark;
import dev.weir.runtime.accumulators.OperatorAccumulators;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.Intake;
import dev.weir.runtime.operators.Input;
import dev.weir.runtime.operators.Mailbox;
import dev.weir.runtime.operators.Operator;
import dev.weir.runtime.operators.OperatorBuilder;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.operators.Outputs;
import dev.weir.runtime.operators.SideOutputs;
import dev.weir.runtime.state.OperatorState;
import dev.weir.runtime.time.ProcessingTimers;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateSize;
import dev.weir.state.spi.TimerQueue;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One operator, as a subtask would run it: made by {@link OperatorBuilder} out of a spec, over a
 * real state backend, with a clock that stands still until it is set. Not for sources.
 *
 * <pre>{@code
 * try (var harness = OperatorHarness.of(spec).keyedBy(keyedBy).in(mode).open()) {
 *   harness.processElement("a", 5);
 *   harness.processWatermark(10);
 *   assertThat(harness.takeOutput()).containsExactly(record("a fired", 7), watermark(10));
 * }
 * }</pre>
 *
 * <p>In a {@linkplain HarnessMode#restoring() restoring} mode a snapshot is taken and restored, in
 * both forms in turn, before each element, watermark and change of the clock. After a restore the
 * last watermark of each input is told again, as senders upstream do. There is also a pause after
 * each timer, as if it had used up the credit of an output.
 */
public final class OperatorHarness implements AutoCloseable {

  private static final int MAX_PARALLELISM = 16;

  private final Setup setup;
  private final Path directory;
  private final CheckpointStorage storage;
  private final RecordingOutput output = new RecordingOutput();
  private final Map<String, RecordingOutput> sideOutputs = new LinkedHashMap<>();
  private final List<Input<?>> inputs = new ArrayList<>();
  private final long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};
  private final boolean[] idle = new boolean[2];
  private CombinedWatermark combined = new CombinedWatermark();
  private CombinedWatermark.Part[] parts = {};
  private ProcessingTimers clock = new ProcessingTimers(() -> 0, time -> {});
  private Queue<Mailbox.Mail> mails = new ConcurrentLinkedQueue<>();
  private final CountingIntake intake = new CountingIntake();
  private long now;
  private long restoreTime = Long.MIN_VALUE;
  private long checkpoints;
  private Map<String, OperatorListState> lists = Map.of();
  private @Nullable KeyedSnapshot keyedSnapshot;
  private @Nullable KeyedStateBackend<?> state;
  private @Nullable OperatorState operatorState;
  private @Nullable Operator<?> operator;

  private OperatorHarness(Setup setup) throws Exception {
    this.setup = setup;
    this.directory = Files.createTempDirectory("weir-harness");
    this.storage = FileCheckpointStorage.open(directory.resolve("storage"));
    for (OutputTag<?> tag : setup.sideOutputs) {
      sideOutputs.put(tag.getId(), new RecordingOutput());
    }
    build();
  }

  /** Begins to describe the operator. */
  public static Setup of(OperatorSpec spec) {
    return new Setup(spec);
  }

  /** What the operator stands in. */
  public static final class Setup {
    private final OperatorSpec spec;
    private final List<@Nullable KeyedBy<?, ?>> keys = new ArrayList<>();
    private final List<OutputTag<?>> sideOutputs = new ArrayList<>();
    private HarnessMode mode = new HarnessMode("heap", false);
    private int inputs = 1;
    private long processingTime;
    private Duration autoWatermarkInterval = Duration.ofMillis(200);

    private Setup(OperatorSpec spec) {
      this.spec = spec;
      keys.add(null);
      keys.add(null);
    }

    /** The (first) input is keyed. */
    public Setup keyedBy(KeyedBy<?, ?> keyedBy) {
      keys.set(0, keyedBy);
      return this;
    }

    /** The same, of a selector and the type of its keys. */
    public <T, K> Setup keyedBy(KeySelector<T, K> selector, TypeInformation<K> keyType) {
      return keyedBy(new KeyedBy<>(selector, keyType));
    }

    /** There is a second input, which is keyed. */
    public Setup secondKeyedBy(KeyedBy<?, ?> keyedBy) {
      keys.set(1, keyedBy);
      return twoInputs();
    }

    public Setup twoInputs() {
      inputs = 2;
      return this;
    }

    /** Side outputs that something reads. */
    public Setup sideOutput(OutputTag<?> tag) {
      sideOutputs.add(tag);
      return this;
    }

    public Setup in(HarnessMode newMode) {
      mode = newMode;
      return this;
    }

    /** What the clock shows at first; 0 by default. */
    public Setup processingTime(long millis) {
      processingTime = millis;
      return this;
    }

    public Setup autoWatermarkInterval(Duration interval) {
      autoWatermarkInterval = interval;
      return this;
    }

    public OperatorHarness open() throws Exception {
      return new OperatorHarness(this);
    }
  }

  /** A record with a timestamp for the first input. */
  public void processElement(Object value, long timestamp) throws Exception {
    process(0, value, timestamp);
  }

  /** A record without a timestamp for the first input. */
  public void processElement(Object value) throws Exception {
    process(0, value, Frame.NO_TIMESTAMP);
  }

  /** What a sender upstream has put into a frame for the first input, with the hash of its key. */
  public void processSent(Object sent, long timestamp, int keyHash) throws Exception {
    @SuppressWarnings("unchecked") // the test gives the input what it takes
    Input<Object> target = (Input<Object>) inputs.get(0);
    target.process(sent, timestamp, keyHash);
  }

  public void processElement1(Object value, long timestamp) throws Exception {
    process(0, value, timestamp);
  }

  public void processElement2(Object value, long timestamp) throws Exception {
    process(1, value, timestamp);
  }

  /** A watermark of the only input, or of both. */
  public void processWatermark(long watermark) throws Exception {
    processWatermark(0, watermark);
    if (setup.inputs == 2) {
      processWatermark(1, watermark);
    }
  }

  public void processWatermark1(long watermark) throws Exception {
    processWatermark(0, watermark);
  }

  public void processWatermark2(long watermark) throws Exception {
    processWatermark(1, watermark);
  }

  /** An input becomes idle or active. */
  public void processIdle(int input, boolean isIdle) throws Exception {
    between();
    idle[input] = isIdle;
    tell(input);
  }

  /** Sets the clock, and runs what is due then, in order of time. */
  public void setProcessingTime(long millis) throws Exception {
    between();
    now = millis;
    runDue();
  }

  /** All inputs end: the last watermark comes, then the end of each input. */
  public void endInput() throws Exception {
    processWatermark(Long.MAX_VALUE);
    for (int input = 0; input < setup.inputs; input++) {
      operator().endInput(input);
    }
    clock.quiesce();
  }

  /** Runs what other threads have sent to the operator's mailbox. */
  public void runMails() throws Exception {
    Mailbox.Mail mail = mails.poll();
    while (mail != null) {
      mail.run();
      mail = mails.poll();
    }
  }

  /** Whether the operator takes up records. */
  public boolean takesRecords() {
    return intake.stops == 0;
  }

  /** What stops the operator from being given records. */
  public Intake intake() {
    return intake;
  }

  private static final class CountingIntake implements Intake {
    private int stops;

    @Override
    public boolean isOpen() {
      return stops == 0;
    }

    @Override
    public void stop() {
      stops++;
    }

    @Override
    public void start() {
      stops--;
    }
  }

  /** What was emitted so far; a copy. */
  public List<Emitted> output() {
    return List.copyOf(output.emitted());
  }

  /** What was emitted since this was called the last time. */
  public List<Emitted> takeOutput() {
    List<Emitted> taken = output();
    output.emitted().clear();
    return taken;
  }

  /** The values of the records emitted so far, in order. */
  public List<Object> values() {
    return values(output);
  }

  /** What was emitted to a side output, without watermarks. */
  public List<Emitted> sideOutput(OutputTag<?> tag) {
    return side(tag).emitted().stream().filter(Emitted.Element.class::isInstance).toList();
  }

  public List<Object> sideValues(OutputTag<?> tag) {
    return values(side(tag));
  }

  private RecordingOutput side(OutputTag<?> tag) {
    RecordingOutput side = sideOutputs.get(tag.getId());
    if (side == null) {
      throw new IllegalArgumentException("the harness was not told of the side output " + tag);
    }
    return side;
  }

  private static List<Object> values(RecordingOutput from) {
    List<Object> values = new ArrayList<>();
    for (Emitted emitted : from.emitted()) {
      if (emitted instanceof Emitted.Element record) {
        values.add(record.value());
      }
    }
    return values;
  }

  /** Entries of keyed state, timers included if the backend counts them. */
  public StateSize stateSize() {
    return state == null ? StateSize.NONE : state.size();
  }

  public Operator<?> operator() {
    if (operator == null) {
      throw new IllegalStateException("the harness is closed");
    }
    return operator;
  }

  /** Takes a snapshot, throws the operator and its state away, and restores them from it. */
  public void snapshotAndRestore() throws Exception {
    long id = ++checkpoints;
    CheckpointBarrier barrier =
        new CheckpointBarrier(id, now, CheckpointKind.CHECKPOINT, "chk-" + id);
    operator().prepareSnapshot(barrier);
    operator().snapshotState(barrier);
    if (operatorState != null) {
      lists = operatorState.snapshot();
    }
    if (state != null) {
      SnapshotRequest.Form form =
          id % 2 == 0 ? SnapshotRequest.Form.CANONICAL : SnapshotRequest.Form.NATIVE;
      keyedSnapshot = state.snapshot(new SnapshotRequest(id, "chk-" + id, "shared", form)).write();
    }
    tearDown();
    now = Math.max(now, restoreTime);
    build();
  }

  /** The same, and nothing is heard of the watermarks of before: senders upstream begin anew. */
  public void restoreWithoutWatermarks() throws Exception {
    Arrays.fill(watermarks, Long.MIN_VALUE);
    snapshotAndRestore();
  }

  /** Restores when the clock shows a later time than when the snapshot was taken. */
  public void restoreAt(long millis) throws Exception {
    restoreTime = millis;
    snapshotAndRestore();
  }

  private void between() throws Exception {
    if (setup.mode.restoring()) {
      snapshotAndRestore();
    }
  }

  private void process(int input, Object value, long timestamp) throws Exception {
    between();
    @SuppressWarnings("unchecked") // the test gives the input what it takes
    Input<Object> target = (Input<Object>) inputs.get(input);
    KeyedBy<?, ?> keyedBy = setup.keys.get(input);
    if (keyedBy == null) {
      target.process(value, timestamp);
    } else {
      target.process(value, timestamp, KeyGroups.hash(keyOf(keyedBy, value)));
    }
  }

  @SuppressWarnings("unchecked") // as above
  private static <T> Object keyOf(KeyedBy<T, ?> keyedBy, Object value) throws Exception {
    return keyedBy.selector().getKey((T) value);
  }

  private void processWatermark(int input, long watermark) throws Exception {
    between();
    watermarks[input] = watermark;
    idle[input] = false;
    tell(input);
  }

  private void tell(int input) throws Exception {
    boolean wasIdle = combined.isIdle();
    long before = combined.watermark();
    parts[input].advanceTo(watermarks[input]);
    parts[input].idle(idle[input]);
    combined.update();
    if (wasIdle && !combined.isIdle()) {
      operator().processIdle(false);
    }
    if (combined.watermark() > before) {
      operator().processWatermark(combined.watermark());
      while (operator().isWatermarkPending()) {
        operator().continueWatermark();
      }
    }
    if (!wasIdle && combined.isIdle()) {
      operator().processIdle(true);
    }
  }

  private void runDue() throws Exception {
    boolean ran = true;
    while (ran) {
      ran = clock.runNextDue(clock.now());
    }
  }

  private void build() throws Exception {
    if (checkpoints == 0) {
      now = setup.processingTime;
    }
    clock = new ProcessingTimers(() -> now, time -> {});
    KeyedBy<?, ?> keyedBy = setup.keys.get(0) == null ? setup.keys.get(1) : setup.keys.get(0);
    state = keyedBy == null ? null : openState(keyedBy.keyType());
    OperatorState lists = new OperatorState("operator", this.lists);
    operatorState = lists;
    SideOutputs sides = new SideOutputs(Map.<String, Output<?>>copyOf(sideOutputs));
    Queue<Mailbox.Mail> mailsOfAttempt = new ConcurrentLinkedQueue<>();
    mails = mailsOfAttempt;
    OperatorContext context =
        new OperatorContext(
            new JobID("00000000000000000000000000000001"),
            "harness",
            "operator",
            new TaskInfo("operator", 0, 1, MAX_PARALLELISM, (int) checkpoints),
            Map.of(),
            lists,
            state,
            checkpoints == 0 ? OptionalLong.empty() : OptionalLong.of(checkpoints),
            sides,
            clock,
            setup.autoWatermarkInterval,
            mailsOfAttempt::add,
            intake,
            new UnregisteredMetricsGroup(),
            new OperatorAccumulators("operator"));
    Operator<?> built =
        setup.spec.accept(
            new OperatorBuilder(context, Outputs.withSideOutputs(output, sides), null));
    operator = built;
    built.pauseTimersWith(setup.mode.restoring() ? () -> true : TimerQueue.Pause.NEVER);
    inputs.clear();
    for (int input = 0; input < setup.inputs; input++) {
      inputs.add(OperatorBuilder.input(setup.spec, built, input));
    }
    built.initializeState();
    built.open();
    combined = new CombinedWatermark();
    parts = new CombinedWatermark.Part[setup.inputs];
    for (int input = 0; input < setup.inputs; input++) {
      parts[input] = combined.add();
    }
    for (int input = 0; checkpoints > 0 && input < setup.inputs; input++) {
      tell(input);
    }
    runDue();
  }

  private <K> KeyedStateBackend<K> openState(TypeInformation<K> keyType) throws IOException {
    Path local = Files.createDirectories(directory.resolve("local-" + checkpoints));
    return setup
        .mode
        .stateBackend()
        .createKeyedStateBackend(
            new KeyedStateContext<>(
                "operator",
                0,
                keyType.createSerializer(),
                MAX_PARALLELISM,
                KeyGroups.rangeOf(0, MAX_PARALLELISM, 1),
                local,
                storage,
                keyedSnapshot == null ? List.of() : List.of(keyedSnapshot),
                () -> now));
  }

  private void tearDown() throws Exception {
    intake.stops = 0;
    if (operator != null) {
      operator.close();
      operator = null;
    }
    if (state != null) {
      state.close();
      state = null;
    }
  }

  @Override
  public void close() throws Exception {
    tearDown();
    storage.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(OperatorHarness::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
