package dev.weir.runtime.storage;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogAppend;
import dev.weir.protocol.log.LogAppendEffect;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.state.spi.CheckpointStorage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint log of one run in the hands of its coordinator: carries out what {@link LogAppend}
 * decides. Used on one event loop; appends are made one after the other, in the order asked for.
 */
public final class CheckpointLog {

  private static final Logger log = LoggerFactory.getLogger(CheckpointLog.class);

  private static final long RETRY_MILLIS = 200;

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final CheckpointStorage storage;
  private final CheckpointLogReader reader;
  private final CheckpointLayout layout;
  private final String node;
  private final long term;
  private Optional<LogRecord> last;
  private boolean hasAppended;
  private Future<?> tail = Future.succeededFuture();

  /**
   * @param last the last entry as it was read; empty if the log is empty
   */
  public CheckpointLog(
      Vertx vertx,
      WorkerExecutor workers,
      CheckpointStorage storage,
      CheckpointLayout layout,
      String node,
      long term,
      Optional<LogRecord> last) {
    this.vertx = vertx;
    this.workers = workers;
    this.storage = storage;
    this.reader = new CheckpointLogReader(storage);
    this.layout = layout;
    this.node = node;
    this.term = term;
    this.last = last;
  }

  /**
   * Appends an entry.
   *
   * @return its proof, or a failure with {@link DeposedException} if another coordinator has taken
   *     over; there is no other outcome, for as long as storage gives no answer this goes on. Once
   *     it has failed nothing more is written.
   */
  public Future<LoggedEntry> append(LogEntry entry) {
    Future<LoggedEntry> appended = tail.compose(before -> begin(entry));
    tail = appended;
    return appended;
  }

  /**
   * Looks whether another coordinator has appended behind this one, which notices it otherwise only
   * when it appends. Storage that cannot be read is no reason to stop.
   *
   * @return a failure with {@link DeposedException} if so
   */
  public Future<?> confirm() {
    Future<?> confirmed = tail.compose(before -> look());
    tail = confirmed;
    return confirmed;
  }

  private Future<?> look() {
    long appended = last.map(LogRecord::number).orElse(0L);
    return workers
        .executeBlocking(() -> reader.highest(layout))
        .recover(
            e -> {
              log.warn("the checkpoint log cannot be read: {}", e.toString());
              return Future.succeededFuture(appended);
            })
        .compose(
            highest ->
                highest > appended
                    ? Future.failedFuture(
                        new DeposedException(
                            "entry %d was appended after %d by another coordinator"
                                .formatted(highest, appended)))
                    : Future.succeededFuture());
  }

  private Future<LoggedEntry> begin(LogEntry entry) {
    Promise<LoggedEntry> promise = Promise.promise();
    new Append(promise)
        .follow(
            hasAppended
                ? LogAppend.begin(last, term, node, entry)
                : LogAppend.takeOver(last, term, node, entry));
    return promise.future();
  }

  /**
   * Removes entries that nothing needs any more, in the background: see {@link
   * JobHistory#truncatable(java.util.Collection, LogRecord, java.util.Collection)}.
   */
  public void truncate() {
    if (last.isEmpty()) {
      return;
    }
    LogRecord appended = last.get();
    workers
        .executeBlocking(
            () -> {
              List<Long> superfluous =
                  JobHistory.truncatable(
                      reader.records(layout), appended, reader.entryNumbers(layout));
              for (long number : superfluous) {
                storage.delete(layout.logEntry(number));
              }
              return null;
            })
        .onFailure(e -> log.warn("old entries of the checkpoint log remain: {}", e.toString()));
  }

  /** One append on its way through its states. */
  private final class Append implements LogAppendEffect.Handler {

    private final Promise<LoggedEntry> promise;
    private LogAppend state = new LogAppend.Deposed("not begun");

    Append(Promise<LoggedEntry> promise) {
      this.promise = promise;
    }

    void follow(Step<LogAppend, LogAppendEffect> step) {
      LogAppend next = step.next();
      state = next;
      if (next instanceof LogAppend.Appended appended) {
        last = Optional.of(appended.logged().record());
        hasAppended = true;
        promise.complete(appended.logged());
      } else if (next instanceof LogAppend.Deposed deposed) {
        promise.fail(new DeposedException(deposed.reason()));
      }
      step.effects().forEach(effect -> effect.applyTo(this)); // may come back here at once
    }

    @Override
    public void put(LogAppendEffect.Put effect) {
      if (effect.delayMillis() > 0) {
        vertx.setTimer(effect.delayMillis(), timer -> write(effect.record()));
      } else {
        write(effect.record());
      }
    }

    private void write(LogRecord record) {
      workers
          .executeBlocking(
              () ->
                  storage.putIfAbsent(
                      layout.logEntry(record.number()), LogRecordJson.encode(record)))
          .onSuccess(
              created ->
                  follow(
                      state.onPut(
                          created ? LogAppend.PutOutcome.CREATED : LogAppend.PutOutcome.EXISTS)))
          .onFailure(
              e -> {
                log.warn(
                    "entry {} of the checkpoint log is not written: {}",
                    record.number(),
                    e.toString());
                follow(state.onPut(LogAppend.PutOutcome.UNKNOWN));
              });
    }

    @Override
    public void read(LogAppendEffect.Read effect) {
      workers
          .executeBlocking(() -> reader.record(layout, effect.number()))
          .onSuccess(found -> follow(state.onRead(found)))
          .onFailure(this::readLater);
    }

    @Override
    public void confirm(LogAppendEffect.Confirm effect) {
      workers
          .executeBlocking(() -> confirmation(effect.number()))
          .onSuccess(confirmation -> follow(state.onConfirmation(confirmation)))
          .onFailure(this::readLater);
    }

    private LogAppend.Confirmation confirmation(long number) throws IOException {
      Optional<LogRecord> predecessor =
          number == 1 ? Optional.empty() : reader.record(layout, number - 1);
      return new LogAppend.Confirmation(predecessor, reader.highest(layout));
    }

    private void readLater(Throwable failure) {
      log.warn("the checkpoint log is not readable: {}", failure.toString());
      vertx.setTimer(RETRY_MILLIS, timer -> follow(state.onReadFailed()));
    }
  }
}
