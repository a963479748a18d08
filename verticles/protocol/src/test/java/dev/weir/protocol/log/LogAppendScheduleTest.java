package dev.weir.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Seeds;
import dev.weir.protocol.Step;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.LogAppend.Appended;
import dev.weir.protocol.log.LogAppend.Confirmation;
import dev.weir.protocol.log.LogAppend.Deposed;
import dev.weir.protocol.log.LogAppend.PutOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Several coordinators that believe themselves in office append to one log and truncate it, one
 * storage operation at a time, in random order; puts report errors although they were carried out.
 */
class LogAppendScheduleTest {

  private static final int STEPS = 400;

  @Test
  void coordinators_never_complete_two_histories() {
    Seeds.forEach(2_000, random -> new Contest(random).run());
  }

  private static final class Contest {

    private final RandomGenerator random;
    private final TreeMap<Long, LogRecord> storage = new TreeMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /** Every record that somebody was told is in the log, by number. */
    private final TreeMap<Long, LogRecord> told = new TreeMap<>();

    private long ids;

    Contest(RandomGenerator random) {
      this.random = random;
      LogRecord start =
          new LogRecord(
              1,
              1,
              "node-0",
              1,
              LogRecord.NOTHING,
              new LogEntry.RunStarted("job", 1, 0, Optional.empty()));
      storage.put(1L, start);
      told.put(1L, start);
      for (int i = 0; i < 4; i++) {
        nodes.add(new Node("node-" + i));
      }
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        nodes.get(random.nextInt(nodes.size())).step();
        requireOneHistory();
      }
    }

    /** What was told is in the history, or below it because it was truncated. */
    private void requireOneHistory() {
      JobHistory history = JobHistory.of(storage.values());
      LogRecord last = history.last().orElseThrow();
      assertThat(told.lastKey()).isLessThanOrEqualTo(last.number());
      long first =
          history.retained().stream()
              .mapToLong(LoggedCheckpoint::entryNumber)
              .min()
              .orElse(last.number());
      for (LogRecord record : told.tailMap(first).values()) {
        assertThat(storage.get(record.number())).isEqualTo(record);
      }
    }

    /** A coordinator, which may sleep between any two operations on storage. */
    private final class Node implements LogAppendEffect.Handler {

      private final String name;
      private final Deque<Long> removals = new ArrayDeque<>();
      private Optional<LogRecord> last = Optional.empty();
      private long term;
      private LogAppend append = new Deposed("not elected yet");
      private Optional<LogAppendEffect> effect = Optional.empty();

      Node(String name) {
        this.name = name;
      }

      void step() {
        if (effect.isPresent()) {
          LogAppendEffect next = effect.get();
          effect = Optional.empty();
          next.applyTo(this);
        } else if (!removals.isEmpty()) {
          storage.remove(removals.poll());
        } else if (append instanceof Deposed) {
          if (random.nextInt(10) == 0) {
            elect();
          }
        } else {
          goOn();
        }
      }

      private void elect() {
        JobHistory history = JobHistory.of(storage.values());
        last = history.last();
        term = history.term() + 1;
        apply(LogAppend.takeOver(last, term, name, new LogEntry.LeaderElected(0)));
      }

      private void goOn() {
        if (random.nextInt(3) == 0) {
          removals.addAll(JobHistory.of(storage.values()).truncatable(storage.keySet()));
        } else {
          ids++;
          begin(
              new LogEntry.CheckpointCompleted(
                  ids, CheckpointKind.CHECKPOINT, 0, "chk-" + ids, 1 + random.nextInt(2)));
        }
      }

      private void begin(LogEntry entry) {
        apply(LogAppend.begin(last, term, name, entry));
      }

      private void apply(Step<LogAppend, LogAppendEffect> step) {
        append = step.next();
        effect = step.effects().stream().findFirst();
        if (append instanceof Appended appended) {
          LogRecord record = appended.logged().record();
          assertThat(told.put(record.number(), record)).as("told once").isNull();
          last = Optional.of(record);
        }
      }

      @Override
      public void put(LogAppendEffect.Put put) {
        LogRecord there = storage.putIfAbsent(put.record().number(), put.record());
        if (random.nextInt(6) == 0) {
          apply(append.onPut(PutOutcome.UNKNOWN));
        } else {
          apply(append.onPut(there == null ? PutOutcome.CREATED : PutOutcome.EXISTS));
        }
      }

      @Override
      public void read(LogAppendEffect.Read read) {
        apply(append.onRead(Optional.ofNullable(storage.get(read.number()))));
      }

      @Override
      public void confirm(LogAppendEffect.Confirm confirm) {
        apply(
            append.onConfirmation(
                new Confirmation(
                    Optional.ofNullable(storage.get(confirm.number() - 1)), storage.lastKey())));
      }
    }
  }
}
