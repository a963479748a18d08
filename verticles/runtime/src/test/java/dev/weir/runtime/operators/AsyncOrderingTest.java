package dev.weir.runtime.operators;

import static dev.weir.runtime.harness.Emitted.record;
import static dev.weir.runtime.harness.Emitted.watermark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.AsyncDataStream.OutputMode;
import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.AsyncRetryStrategies;
import dev.weir.api.functions.AsyncRetryStrategies.FixedDelayRetryStrategyBuilder;
import dev.weir.api.functions.AsyncRetryStrategy;
import dev.weir.api.functions.ResultFuture;
import dev.weir.api.functions.RetryPredicates;
import dev.weir.api.graph.OperatorSpec.AsyncWaitSpec;
import dev.weir.api.types.Types;
import dev.weir.runtime.harness.Emitted;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of asynchronous results, and what a restore does to those that are under way. */
final class AsyncOrderingTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";

  /**
   * Something that is asked, and answers when the test says so; asked again after a restore, it
   * answers at once what it has answered before. Not serialisable, so that copies of the function
   * share it.
   */
  private static final class Service {
    private final Map<String, ResultFuture<String>> open = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private int asked;

    void ask(String request, ResultFuture<String> future) {
      asked++;
      if (answered.contains(request)) {
        future.complete(answerTo(request));
      } else {
        open.put(request, future);
      }
    }

    void answer(String request) {
      answered.add(request);
      future(request).complete(answerTo(request));
    }

    ResultFuture<String> future(String request) {
      return Optional.ofNullable(open.remove(request)).orElseThrow();
    }

    private static List<String> answerTo(String request) {
      return List.of(request.toUpperCase(Locale.ROOT));
    }
  }

  private static final class Asking implements AsyncFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private final Object service;

    Asking(Service service) {
      this.service = service;
    }

    @Override
    public void asyncInvoke(String input, ResultFuture<String> resultFuture) {
      ((Service) service).ask(input, resultFuture);
    }
  }

  /** An operator and what it asks. */
  private static final class Scenario implements AutoCloseable {
    private final Service service = new Service();
    private final HarnessMode mode;
    private final OperatorHarness harness;

    Scenario(HarnessMode mode, OutputMode order, int capacity) throws Exception {
      this(mode, order, capacity, AsyncRetryStrategies.noRetry());
    }

    Scenario(HarnessMode mode, OutputMode order, int capacity, AsyncRetryStrategy<String> retries)
        throws Exception {
      this.mode = mode;
      this.harness =
          OperatorHarness.of(
                  new AsyncWaitSpec<>(
                      new Asking(service),
                      Types.STRING,
                      Duration.ofMillis(100),
                      capacity,
                      order,
                      retries))
              .keyedBy((String request) -> request, Types.STRING)
              .in(mode)
              .open();
    }

    Scenario record(String request, long timestamp) throws Exception {
      harness.processElement(request, timestamp);
      harness.runMails();
      return this;
    }

    Scenario watermark(long watermark) throws Exception {
      harness.processWatermark(watermark);
      harness.runMails();
      return this;
    }

    Scenario answer(String request) throws Exception {
      if (mode.restoring()) {
        harness.snapshotAndRestore();
        harness.runMails();
      }
      service.answer(request);
      harness.runMails();
      return this;
    }

    Scenario emits(Emitted... expected) {
      assertThat(harness.takeOutput()).containsExactly(expected);
      return this;
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void ordered_results_come_in_the_order_of_their_records(HarnessMode mode) throws Exception {
    try (Scenario async = new Scenario(mode, OutputMode.ORDERED, 5)) {
      async.record("a", 1).record("b", 2).record("c", 3).answer("c").answer("b").emits();
      async.answer("a").emits(record("A", 1), record("B", 2), record("C", 3));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#plain")
  void ordered_results_and_watermarks_keep_their_order(HarnessMode mode) throws Exception {
    try (Scenario async = new Scenario(mode, OutputMode.ORDERED, 5)) {
      async.watermark(0).emits(watermark(0));
      async.record("a", 1).watermark(1).record("b", 2).watermark(2).answer("b").emits();
      async.answer("a").emits(record("A", 1), watermark(1), record("B", 2), watermark(2));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void unordered_results_come_when_they_are_there(HarnessMode mode) throws Exception {
    try (Scenario async = new Scenario(mode, OutputMode.UNORDERED, 5)) {
      async.record("a", 1).record("b", 2).record("c", 3).answer("c").emits(record("C", 3));
      async.answer("a").emits(record("A", 1)).answer("b").emits(record("B", 2));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#plain")
  void no_unordered_result_passes_a_watermark(HarnessMode mode) throws Exception {
    try (Scenario async = new Scenario(mode, OutputMode.UNORDERED, 5)) {
      async.record("a", 1).record("b", 2).watermark(2).record("c", 3).watermark(3);
      async.answer("c").emits().answer("b").emits(record("B", 2));
      async.answer("a").emits(record("A", 1), watermark(2), record("C", 3), watermark(3));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_full_operator_takes_no_records_until_a_result_is_out(HarnessMode mode) throws Exception {
    try (Scenario async = new Scenario(mode, OutputMode.ORDERED, 2)) {
      async.record("a", 1).record("b", 2).answer("b").emits();
      assertThat(async.harness.takesRecords()).isFalse();
      async.answer("a").emits(record("A", 1), record("B", 2));
      assertThat(async.harness.takesRecords()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void the_end_of_the_input_waits_for_what_is_under_way(HarnessMode mode) throws Exception {
    try (Scenario async = new Scenario(mode, OutputMode.ORDERED, 5)) {
      async.record("a", 1);
      async.harness.endInput();
      assertThat(async.harness.operator().isDrained()).isFalse();
      async.answer("a").emits(record("A", 1), watermark(Long.MAX_VALUE));
      assertThat(async.harness.operator().isDrained()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void time_for_a_request_begins_anew_with_a_restore(HarnessMode mode) throws Exception {
    try (Scenario async =
        new Scenario(new HarnessMode(mode.backend(), false), OutputMode.ORDERED, 5)) {
      async.record("a", 1);
      async.harness.setProcessingTime(60);
      async.harness.restoreAt(mode.restoring() ? 90 : 60);
      long deadline = mode.restoring() ? 190 : 160;
      async.harness.setProcessingTime(deadline - 1);
      async.harness.runMails();
      async.emits();
      async.harness.setProcessingTime(deadline);
      assertThatThrownBy(async.harness::runMails)
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("came in time");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void attempts_at_a_request_begin_anew_with_a_restore(HarnessMode mode) throws Exception {
    AsyncRetryStrategy<String> once =
        new FixedDelayRetryStrategyBuilder<String>(1, 10)
            .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
            .build();
    HarnessMode plain = new HarnessMode(mode.backend(), false);
    try (Scenario async = new Scenario(plain, OutputMode.ORDERED, 5, once)) {
      async.record("a", 1);
      fail(async, "down");
      async.harness.snapshotAndRestore();
      assertThat(async.service.asked).as("asked at once, not after the delay").isEqualTo(2);
      fail(async, "still down");
      async.harness.setProcessingTime(10);
      assertThat(async.service.asked).isEqualTo(3);
      async.service.future("a").completeExceptionally(new IllegalStateException("down for good"));
      assertThatThrownBy(async.harness::runMails).hasMessage("down for good");
    }
  }

  private static void fail(Scenario async, String why) throws Exception {
    async.service.future("a").completeExceptionally(new IllegalStateException(why));
    async.harness.runMails();
  }
}
