package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.OutputTag;
import dev.weir.api.SingleOutputStreamOperator;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.CoMapFunction;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.functions.RichMapFunction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitioningTest {

  private static final int RECORDS = 12_000;

  @TempDir private Path directory;

  /** Not serialisable, as test classes are: functions below must not need it. */
  private final Object notSerializable = new Object();

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 4", "4, 2", "3, 5", "5, 3", "4, 1"})
  void rebalance_gives_every_receiver_as_much(int senders, int receivers) throws Exception {
    Map<Integer, List<Long>> received = received(senders, receivers, DataStream::rebalance);

    assertEachOnce(received);
    assertThat(received).hasSize(receivers);
    received.forEach(
        (receiver, records) ->
            assertThat(records.size()).isBetween(RECORDS / receivers - 8, RECORDS / receivers + 8));
  }

  @ParameterizedTest
  @CsvSource({"2, 4, 4", "4, 2, 2", "3, 5, 5", "5, 3, 3", "1, 3, 3"})
  void rescale_reaches_every_receiver(int senders, int receivers, int reached) throws Exception {
    Map<Integer, List<Long>> received = received(senders, receivers, DataStream::rescale);

    assertEachOnce(received);
    assertThat(received).hasSize(reached);
  }

  @Test
  void shuffle_gives_every_receiver_about_as_much() throws Exception {
    Map<Integer, List<Long>> received = received(2, 4, DataStream::shuffle);

    assertEachOnce(received);
    received.values().forEach(records -> assertThat(records.size()).isBetween(2_700, 3_300));
  }

  @Test
  void broadcast_gives_every_receiver_everything() throws Exception {
    Map<Integer, List<Long>> received = received(2, 3, DataStream::broadcast);

    assertThat(received).hasSize(3);
    received
        .values()
        .forEach(
            records ->
                assertThat(records)
                    .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, RECORDS).boxed().toList()));
  }

  @Test
  void global_gives_everything_to_the_first() throws Exception {
    Map<Integer, List<Long>> received = received(3, 3, DataStream::global);

    assertEachOnce(received);
    assertThat(received).containsOnlyKeys(0);
  }

  @Test
  void a_partitioner_of_the_user_has_the_last_word() throws Exception {
    Map<Integer, List<Long>> received =
        received(
            2,
            3,
            stream ->
                stream.partitionCustom((key, count) -> (int) (key % count), number -> number / 10));

    assertEachOnce(received);
    received.forEach(
        (receiver, records) -> assertThat(records).allMatch(number -> number / 10 % 3 == receiver));
  }

  @Test
  void records_of_a_key_meet_in_one_subtask_in_the_order_in_which_they_were_sent()
      throws Exception {
    Map<Integer, List<Long>> received =
        received(1, 3, stream -> stream.keyBy(number -> number % 50));

    assertEachOnce(received);
    Map<Long, Integer> subtaskOf = new HashMap<>();
    Map<Long, Long> last = new HashMap<>();
    received.forEach(
        (receiver, records) ->
            records.forEach(
                number -> {
                  assertThat(subtaskOf.merge(number % 50, receiver, (a, b) -> b))
                      .isEqualTo(receiver);
                  Long before = last.put(number % 50, number);
                  assertThat(before == null || before < number).isTrue();
                }));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void chains_make_no_difference(boolean chaining) throws Exception {
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env =
        Jobs.env(Jobs.options(directory).with("job.chaining", chaining));
    OutputTag<String> odd = new OutputTag<>("odd") {};
    SingleOutputStreamOperator<Long> split =
        env.fromSequence(0, 999)
            .map(number -> number + 1)
            .returns(Long.class)
            .process(
                new ProcessFunction<Long, Long>() {
                  @Override
                  public void processElement(Long value, Context ctx, Collector<Long> out) {
                    if (value % 2 == 0) {
                      out.collect(value);
                    } else {
                      ctx.output(odd, "odd " + value);
                    }
                  }
                });
    DataStream<String> even = split.map(number -> "even " + number).returns(String.class);
    DataStream<String> connected =
        split
            .connect(split.getSideOutput(odd))
            .map(
                new CoMapFunction<Long, String, String>() {
                  @Override
                  public String map1(Long value) {
                    return "one " + value;
                  }

                  @Override
                  public String map2(String value) {
                    return "two " + value;
                  }
                });
    even.union(split.getSideOutput(odd), connected).sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("chains"));

    assertThat(ledger.lines())
        .hasSize(2_000)
        .doesNotHaveDuplicates()
        .contains("even 2", "odd 1", "one 2", "two odd 1", "even 1000", "odd 999", "two odd 999");
  }

  @Test
  void every_subtask_has_a_copy_of_its_function() throws Exception {
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.setParallelism(4);
    env.fromSequence(1, 4_000)
        .rebalance()
        .map(
            new MapFunction<Long, Long>() {
              private long seen;

              @Override
              public Long map(Long value) {
                return ++seen;
              }
            })
        .sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("copies"));

    Map<String, Integer> times = new TreeMap<>();
    ledger.lines().forEach(line -> times.merge(line, 1, Integer::sum));
    assertThat(ledger.lines()).hasSize(4_000);
    assertThat(times)
        .containsEntry("1", 4)
        .containsEntry("900", 4)
        .allSatisfy((count, often) -> assertThat(often).isLessThanOrEqualTo(4));
    assertThat(notSerializable).isNotNull();
  }

  private Map<Integer, List<Long>> received(
      int senders, int receivers, UnaryOperator<DataStream<Long>> partitioning) throws Exception {
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env =
        Jobs.env(Jobs.options(directory).with("channel.frame-records", 32));
    DataStream<Long> sent = env.fromSequence(0, RECORDS - 1).setParallelism(senders);
    partitioning
        .apply(sent)
        .map(new WithSubtask())
        .setParallelism(receivers)
        .sinkTo(ledger.sink())
        .setParallelism(receivers);
    Jobs.finish(env.executeAsync("partitioned"));
    Map<Integer, List<Long>> received = new TreeMap<>();
    for (String line : ledger.lines()) {
      int colon = line.indexOf(':');
      received
          .computeIfAbsent(
              Integer.valueOf(line.substring(0, colon)), subtask -> new java.util.ArrayList<>())
          .add(Long.valueOf(line.substring(colon + 1)));
    }
    return received;
  }

  private static void assertEachOnce(Map<Integer, List<Long>> received) {
    assertThat(received.values().stream().flatMap(List::stream))
        .hasSize(RECORDS)
        .doesNotHaveDuplicates();
  }

  private static final class WithSubtask extends RichMapFunction<Long, String> {
    private static final long serialVersionUID = 1L;
    private int subtask;

    @Override
    public void open(OpenContext openContext) {
      subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    @Override
    public String map(Long value) {
      return subtask + ":" + value;
    }
  }
}
