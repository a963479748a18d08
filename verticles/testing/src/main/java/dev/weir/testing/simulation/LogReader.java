package dev.weir.testing.simulation;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads logs, as in the runtime: a list of what is there, then one entry after the other. */
final class LogReader {

  private final World world;
  private final NodeProcess process;

  LogReader(World world, NodeProcess process) {
    this.world = world;
    this.process = process;
  }

  /** The numbers of the entries there are, ascending. */
  void numbers(CheckpointLayout layout, Answer.Reply<List<Long>> reply) {
    world
        .storage()
        .list(
            process,
            layout.logDirectory(),
            answer -> {
              if (answer.failed()) {
                reply.accept(new Answer<>(true, null));
                return;
              }
              TreeSet<Long> numbers = new TreeSet<>();
              for (String name : answer.get()) {
                CheckpointLayout.entryNumber(name).ifPresent(numbers::add);
              }
              reply.accept(new Answer<>(false, List.copyOf(numbers)));
            });
  }

  /** The entry at a number; null if there is none. */
  void record(CheckpointLayout layout, long number, Answer.Reply<LogRecord> reply) {
    world
        .storage()
        .read(
            process,
            layout.logEntry(number),
            answer ->
                reply.accept(
                    answer.failed()
                        ? new Answer<>(true, null)
                        : new Answer<>(
                            false, answer.value() instanceof LogRecord record ? record : null)));
  }

  /** All entries there are; if one is removed meanwhile, it begins anew. */
  void records(CheckpointLayout layout, Answer.Reply<List<LogRecord>> reply) {
    numbers(
        layout,
        answer -> {
          if (answer.failed()) {
            reply.accept(new Answer<>(true, null));
          } else {
            next(layout, new ArrayDeque<>(answer.get()), new ArrayList<>(), reply);
          }
        });
  }

  private void next(
      CheckpointLayout layout,
      ArrayDeque<Long> numbers,
      List<LogRecord> found,
      Answer.Reply<List<LogRecord>> reply) {
    Long number = numbers.poll();
    if (number == null) {
      reply.accept(new Answer<>(false, found));
      return;
    }
    record(
        layout,
        number,
        answer -> {
          if (answer.failed()) {
            reply.accept(new Answer<>(true, null));
            return;
          }
          LogRecord record = answer.value();
          if (record == null) {
            records(layout, reply);
          } else {
            found.add(record);
            next(layout, numbers, found, reply);
          }
        });
  }
}
