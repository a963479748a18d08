package dev.weir.testing.simulation;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogAppend;
import dev.weir.protocol.log.LogAppendEffect;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedEntry;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log of a run in the hands of its coordinator, as in the runtime: one append at a time. */
final class LogWriter implements LogAppendEffect.Handler {

  private static final long RETRY_MICROS = 20_000;

  private record Append(
      LogEntry entry, Consumer<LoggedEntry> onLogged, Consumer<String> onDeposed) {}

  private final World world;
  private final NodeProcess process;
  private final CheckpointLayout layout;
  private final long term;
  private final LogReader reader;
  private final ArrayDeque<Append> waiting = new ArrayDeque<>();
  private Optional<LogRecord> last;
  private boolean hasAppended;
  private Optional<String> deposed = Optional.empty();
  private @Nullable Append current;
  private LogAppend state = new LogAppend.Deposed("not begun");

  LogWriter(
      World world,
      NodeProcess process,
      CheckpointLayout layout,
      long term,
      Optional<LogRecord> last) {
    this.world = world;
    this.process = process;
    this.layout = layout;
    this.term = term;
    this.last = last;
    this.reader = new LogReader(world, process);
  }

  /** Exactly one of the two is called, however long it takes. */
  void append(LogEntry entry, Consumer<LoggedEntry> onLogged, Consumer<String> onDeposed) {
    waiting.add(new Append(entry, onLogged, onDeposed));
    if (current == null) {
      begin();
    }
  }

  private void begin() {
    current = waiting.poll();
    if (current != null && deposed.isPresent()) {
      current.onDeposed().accept(deposed.get());
      begin();
    } else if (current != null) {
      LogEntry entry = current.entry();
      follow(
          hasAppended
              ? LogAppend.begin(last, term, process.name(), entry)
              : LogAppend.takeOver(last, term, process.name(), entry));
    }
  }

  private void follow(Step<LogAppend, LogAppendEffect> step) {
    LogAppend next = step.next();
    state = next;
    Append done = current;
    if (done != null && next instanceof LogAppend.Appended appended) {
      last = Optional.of(appended.logged().record());
      hasAppended = true;
      world.observers().proven(layout.logDirectory(), appended.logged().record());
      begin();
      done.onLogged().accept(appended.logged());
    } else if (done != null && next instanceof LogAppend.Deposed over) {
      deposed = Optional.of(over.reason());
      begin();
      done.onDeposed().accept(over.reason());
    }
    step.effects().forEach(effect -> effect.applyTo(this));
  }

  @Override
  public void put(LogAppendEffect.Put effect) {
    process.after(effect.delayMillis() * 1_000, () -> write(effect.record()));
  }

  private void write(LogRecord record) {
    world.observers().writing(layout.logDirectory(), record);
    world
        .storage()
        .putIfAbsent(
            process,
            layout.logEntry(record.number()),
            record,
            answer -> {
              if (answer.failed()) {
                follow(state.onPut(LogAppend.PutOutcome.UNKNOWN));
              } else {
                follow(
                    state.onPut(
                        answer.get() ? LogAppend.PutOutcome.CREATED : LogAppend.PutOutcome.EXISTS));
              }
            });
  }

  @Override
  public void read(LogAppendEffect.Read effect) {
    reader.record(
        layout,
        effect.number(),
        answer -> {
          if (answer.failed()) {
            readLater();
          } else {
            follow(state.onRead(Optional.ofNullable(answer.value())));
          }
        });
  }

  @Override
  public void confirm(LogAppendEffect.Confirm effect) {
    if (effect.number() == 1) {
      confirm(Optional.empty());
      return;
    }
    reader.record(
        layout,
        effect.number() - 1,
        answer -> {
          if (answer.failed()) {
            readLater();
          } else {
            confirm(Optional.ofNullable(answer.value()));
          }
        });
  }

  private void confirm(Optional<LogRecord> predecessor) {
    reader.numbers(
        layout,
        answer -> {
          if (answer.failed()) {
            readLater();
          } else {
            List<Long> numbers = answer.get();
            long highest = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
            follow(state.onConfirmation(new LogAppend.Confirmation(predecessor, highest)));
          }
        });
  }

  private void readLater() {
    process.after(RETRY_MICROS, () -> follow(state.onReadFailed()));
  }

  /**
   * Looks whether another coordinator has appended behind this one; nothing must be being appended.
   * Storage that cannot be read is no reason to stop.
   */
  void confirm(Runnable inOffice, Consumer<String> onDeposed) {
    Optional<LogRecord> confirmed = last;
    long appended = confirmed.map(LogRecord::number).orElse(0L);
    reader.numbers(
        layout,
        answer -> {
          long highest = answer.failed() ? 0 : answer.get().stream().reduce(0L, Math::max);
          if (highest > appended && current == null && last.equals(confirmed)) {
            String reason = "entry %d was appended by another one".formatted(highest);
            deposed = Optional.of(reason);
            onDeposed.accept(reason);
          } else {
            inOffice.run();
          }
        });
  }

  /** Removes entries that nothing needs any more, lowest first, until one cannot be removed. */
  void truncate() {
    last.ifPresent(this::truncate);
  }

  private void truncate(LogRecord appended) {
    reader.records(
        layout,
        records -> {
          if (!records.failed()) {
            reader.numbers(
                layout,
                numbers -> {
                  if (!numbers.failed()) {
                    remove(
                        new ArrayDeque<>(
                            JobHistory.truncatable(records.get(), appended, numbers.get())));
                  }
                });
          }
        });
  }

  private void remove(ArrayDeque<Long> numbers) {
    Long lowest = numbers.poll();
    if (lowest != null) {
      world
          .storage()
          .delete(
              process,
              layout.logEntry(lowest),
              answer -> {
                if (!answer.failed()) {
                  remove(numbers);
                }
              });
    }
  }
}
