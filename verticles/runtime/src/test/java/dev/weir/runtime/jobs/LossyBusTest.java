package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.subtask.ReaderMessage;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import dev.weir.runtime.wire.FaultProxy.BusMessage;
import dev.weir.runtime.wire.FaultProxy.Fault;
import dev.weir.runtime.wire.TwoNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job on two nodes, with an event bus between them that loses, repeats and reorders: every loss
 * is noticed, and the results are exact.
 */
final class LossyBusTest {

  private static final int RECORDS = 60_000;
  private static final Duration NO_CHECKPOINTS = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(40);

  /** How long a receiver may be silent: enough for one that waits for a processor. */
  private static final Duration PATIENT = Duration.ofSeconds(2);

  /** The same where attempts that fail for that reason are what is looked for. */
  private static final Duration HASTY = Duration.ofMillis(800);

  private static TwoNodes nodes;

  @TempDir private Path directory;

  /** The first job between two nodes is slow: classes are loaded, connections made. */
  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    nodes = TwoNodes.start();
    run(directory, NO_CHECKPOINTS, Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() throws Exception {
    nodes.close();
  }

  @BeforeEach
  void mend() {
    nodes.toFirst().faults(message -> Fault.PASS);
    nodes.toSecond().faults(message -> Fault.PASS);
  }

  @Test
  void all_records_reach_another_node_once_and_no_attempt_fails() throws Exception {
    assertThat(run(OFTEN)).isEmpty();
  }

  @Test
  void a_lost_frame_fails_the_attempt() throws Exception {
    nodes.toSecond().faults(once(7, BusMessage::isData, Fault.DROP));

    assertThat(run(OFTEN)).singleElement().asString().contains("messages were lost");
  }

  @Test
  void a_repeated_frame_fails_the_attempt() throws Exception {
    nodes.toSecond().faults(once(7, BusMessage::isData, Fault.REPEAT));

    assertThat(run(OFTEN)).singleElement().asString().contains("a message was repeated");
  }

  @Test
  void frames_out_of_order_fail_the_attempt() throws Exception {
    nodes.toSecond().faults(everySecondOf(20, BusMessage::isData, Fault.SWAP));

    assertThat(run(OFTEN)).isNotEmpty().allMatch(text -> text.contains("expected message"));
  }

  @Test
  void a_lost_barrier_fails_the_attempt() throws Exception {
    nodes.toSecond().faults(once(2, BusMessage::isBarrier, Fault.DROP));

    assertThat(run(OFTEN)).singleElement().asString().contains("messages were lost");
  }

  @Test
  void a_lost_last_message_fails_the_attempt() throws Exception {
    nodes.toSecond().faults(once(1, BusMessage::isEndOfInput, Fault.DROP));

    assertThat(run(NO_CHECKPOINTS))
        .singleElement()
        .asString()
        .contains("the last messages were lost");
  }

  @Test
  void lost_splits_fail_the_attempt() throws Exception {
    nodes.toFirst().faults(once(1, BusMessage::isData, Fault.DROP));

    assertThat(run(NO_CHECKPOINTS)).singleElement().asString().contains("messages were lost");
  }

  @Test
  void lost_grants_are_made_good() throws Exception {
    AtomicInteger dropped = new AtomicInteger();
    nodes
        .toFirst()
        .faults(
            message ->
                message.isCredit() && dropped.incrementAndGet() <= 10 ? Fault.DROP : Fault.PASS);

    assertThat(run(NO_CHECKPOINTS)).isEmpty();
    assertThat(dropped).hasValueGreaterThan(10);
  }

  @Test
  void a_receiver_that_does_not_answer_fails_the_attempt() throws Exception {
    AtomicInteger lost = new AtomicInteger();
    nodes
        .toFirst()
        .faults(
            message ->
                message.isCredit() && lost.incrementAndGet() < 100 ? Fault.DROP : Fault.PASS);
    AtomicInteger unasked = new AtomicInteger();
    nodes
        .toSecond()
        .faults(
            message ->
                message.isProbe() && unasked.incrementAndGet() <= 12 ? Fault.DROP : Fault.PASS);

    assertThat(run(directory, NO_CHECKPOINTS, HASTY))
        .anyMatch(text -> text.contains("does not answer"));
  }

  @Test
  void a_connection_that_is_cut_fails_the_attempt() throws Exception {
    nodes.toSecond().faults(once(9, BusMessage::isData, Fault.CUT));

    assertThat(run(OFTEN)).isNotEmpty();
  }

  /** The nth message on links to a node: start, splits wanted, triggers, commits, ends... */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void a_lost_command_or_request_fails_the_attempt(int number) throws Exception {
    nodes.toSecond().faults(once(number, BusMessage::isLinkMessage, Fault.DROP));

    assertThat(run(OFTEN)).singleElement().asString().contains("lost");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void a_lost_report_fails_the_attempt(int number) throws Exception {
    nodes.toFirst().faults(once(number, BusMessage::isLinkMessage, Fault.DROP));

    assertThat(run(OFTEN)).singleElement().asString().contains("lost");
  }

  /** A link that is broken for what comes in must not be deaf for what was said last. */
  @Test
  void report_of_a_broken_link_that_is_lost_itself_is_asked_for() throws Exception {
    nodes.toSecond().faults(once(1, message -> message.says(ReaderMessage.class), Fault.DROP));
    nodes
        .toFirst()
        .faults(once(1, message -> message.says(SubtaskReport.Failed.class), Fault.DROP));

    assertThat(run(NO_CHECKPOINTS)).singleElement().asString().contains("lost");
  }

  @Test
  void report_of_a_broken_channel_that_is_lost_itself_is_asked_for() throws Exception {
    nodes.toSecond().faults(once(7, BusMessage::isData, Fault.DROP));
    nodes
        .toFirst()
        .faults(once(1, message -> message.says(SubtaskReport.Failed.class), Fault.DROP));

    assertThat(run(NO_CHECKPOINTS)).singleElement().asString().contains("lost");
  }

  /**
   * Readers stand still for the savepoint; one that is not told to go on must not do so for ever.
   */
  @Test
  void job_goes_on_though_a_reader_is_not_told_that_its_stop_has_failed() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    String storage =
        FaultyStorage.uri(
            directory,
            (path, done) -> {
              if (path.contains("savepoint") && path.endsWith("/manifest")) {
                refused.incrementAndGet();
                throw new IOException("no space left on device: " + path);
              }
            });
    StreamExecutionEnvironment env =
        Jobs.env(
            Jobs.options(directory)
                .with("checkpointing.dir", storage)
                .with("channel.remote.acknowledgement-timeout", PATIENT.toMillis() + "ms"));
    env.enableCheckpointing(OFTEN.toMillis());
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(10);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(100, 5));
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(500);
    env.fromSource(gate.source(2, 1_000), WatermarkStrategy.noWatermarks(), "source")
        .keyBy(number -> number % 37)
        .map(number -> number)
        .returns(Long.class)
        .sinkTo(ledger.sink());
    SplitJob job = SplitJob.start(nodes, env, directory, subtask -> !isReader(subtask));
    ledger.await(500);
    AtomicInteger aborts = new AtomicInteger();
    nodes
        .toSecond()
        .faults(
            message ->
                message.says(SubtaskCommand.AbortCheckpoint.class) && aborts.incrementAndGet() == 1
                    ? Fault.DROP
                    : Fault.PASS);

    assertThatThrownBy(
            () -> Jobs.get(job.stopWithSavepoint(nodes).toCompletionStage().toCompletableFuture()))
        .hasStackTraceContaining("no space left on device");
    gate.openUpTo(1_000);
    job.finish();

    assertThat(refused).hasPositiveValue();
    assertThat(aborts).hasPositiveValue();
    assertThat(job.failures()).singleElement().asString().contains("lost");
    assertThat(ledger.lines().stream().map(Long::valueOf).sorted().toList())
        .isEqualTo(LongStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void repeated_commands_and_reports_are_dropped() throws Exception {
    nodes.toFirst().faults(every(BusMessage::isLinkMessage, Fault.REPEAT));
    nodes.toSecond().faults(every(BusMessage::isLinkMessage, Fault.REPEAT));

    assertThat(run(OFTEN)).isEmpty();
  }

  @Test
  void reports_out_of_order_fail_the_attempt_unless_they_are_of_different_subtasks()
      throws Exception {
    nodes.toFirst().faults(everySecondOf(20, BusMessage::isLinkMessage, Fault.SWAP));

    assertThat(run(OFTEN)).allMatch(text -> text.contains("lost"));
  }

  @Test
  void lost_acknowledgements_on_links_are_made_good() throws Exception {
    AtomicInteger dropped = new AtomicInteger();
    nodes
        .toFirst()
        .faults(
            message ->
                message.isLinkAcknowledgement() && dropped.incrementAndGet() <= 2
                    ? Fault.DROP
                    : Fault.PASS);

    assertThat(run(NO_CHECKPOINTS)).isEmpty();
    assertThat(dropped).hasPositiveValue();
  }

  /** Of a dozen faults at random, each fails an attempt or does no harm. */
  @RepeatedTest(3)
  void results_are_exact_whatever_happens() throws Exception {
    long seed = Seeds.seed("lossy bus");
    Random random = new Random(seed);
    nodes.toFirst().faults(atRandom(new Random(random.nextLong())));
    nodes.toSecond().faults(atRandom(new Random(random.nextLong())));

    run(OFTEN);
  }

  private static Function<BusMessage, Fault> atRandom(Random random) {
    AtomicInteger left = new AtomicInteger(6);
    Fault[] faults = Fault.values();
    return message ->
        ofAttempt(message) && random.nextInt(60) == 0 && left.getAndDecrement() > 0
            ? faults[1 + random.nextInt(faults.length - 1)]
            : Fault.PASS;
  }

  private static boolean ofAttempt(BusMessage message) {
    return message.isData()
        || message.isLinkMessage()
        || message.isLinkProbe()
        || message.isLinkAcknowledgement()
        || message.isBarrier()
        || message.isCredit()
        || message.isProbe()
        || message.isEndOfInput();
  }

  private static Function<BusMessage, Fault> every(Predicate<BusMessage> kind, Fault fault) {
    return message -> kind.test(message) ? fault : Fault.PASS;
  }

  /** The fault for the nth message of a kind. */
  private static Function<BusMessage, Fault> once(
      int number, Predicate<BusMessage> kind, Fault fault) {
    AtomicInteger seen = new AtomicInteger();
    return message -> kind.test(message) && seen.incrementAndGet() == number ? fault : Fault.PASS;
  }

  /** Messages of one address come from several channels: one swap alone may be within the rules. */
  private static Function<BusMessage, Fault> everySecondOf(
      int number, Predicate<BusMessage> kind, Fault fault) {
    AtomicInteger seen = new AtomicInteger();
    return message -> {
      int count = kind.test(message) ? seen.incrementAndGet() : 0;
      return count % 2 == 1 && count < number ? fault : Fault.PASS;
    };
  }

  /**
   * Runs the job to its end, and checks that what it committed is exact. Readers are on the first
   * node; their enumerator, keyed state and sinks are on the second.
   *
   * @return what attempts failed with
   */
  private List<String> run(Duration checkpointInterval) throws Exception {
    return run(directory, checkpointInterval, PATIENT);
  }

  private static List<String> run(
      Path directory, Duration checkpointInterval, Duration acknowledgementTimeout)
      throws Exception {
    Configuration options =
        Jobs.options(directory)
            .with("channel.frame-records", 64)
            .with("channel.remote.credits", 4)
            .with(
                "channel.remote.acknowledgement-timeout", acknowledgementTimeout.toMillis() + "ms");
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(checkpointInterval.toMillis());
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(100, 5));
    Ledger ledger = Ledger.create();
    env.fromSequence(1, RECORDS)
        .keyBy(number -> number % 37)
        .map(number -> number)
        .returns(Long.class)
        .sinkTo(ledger.sink());
    SplitJob job = SplitJob.start(nodes, env, directory, LossyBusTest::isReader);

    job.finish();

    assertThat(ledger.lines().stream().map(Long::valueOf).sorted().toList())
        .isEqualTo(LongStream.rangeClosed(1, RECORDS).boxed().toList());
    return job.failures();
  }

  private static boolean isReader(SubtaskId subtask) {
    return subtask.vertex().contains("source") && !subtask.vertex().endsWith("/enumerator");
  }
}
