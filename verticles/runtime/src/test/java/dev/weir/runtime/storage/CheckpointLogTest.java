package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.runtime.jobs.FaultyStorage;
import dev.weir.runtime.jobs.Seeds;
import dev.weir.state.spi.CheckpointStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointLogTest {

  private static final CheckpointLayout LAYOUT = new CheckpointLayout("job", 1);

  @TempDir private Path directory;
  private Vertx vertx;
  private WorkerExecutor workers;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    workers = vertx.createSharedWorkerExecutor("log", 1);
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void entries_are_appended_once_each_and_in_order_whatever_storage_answers() throws Exception {
    Random random = Seeds.random("log");
    CheckpointStorage storage =
        Storages.open(
            FaultyStorage.uri(
                directory,
                (path, done) -> {
                  if (random.nextInt(6) == 0) {
                    throw new IOException(done ? "lost the answer" : "lost the request");
                  }
                }));
    CheckpointLog log = log(storage, 1, Optional.empty());
    List<Future<LoggedEntry>> appended = new ArrayList<>();
    for (int entry = 0; entry < 20; entry++) {
      appended.add(log.append(new LogEntry.LeaderElected(entry)));
    }

    for (Future<LoggedEntry> entry : appended) {
      await(entry);
    }

    assertThat(new CheckpointLogReader(storage).records(LAYOUT))
        .extracting(record -> ((LogEntry.LeaderElected) record.entry()).timestamp())
        .containsExactly(
            0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L,
            19L);
  }

  @Test
  void a_coordinator_whose_place_was_taken_cannot_append() throws Exception {
    CheckpointStorage storage = Storages.open(directory.toString());
    CheckpointLog old = log(storage, 1, Optional.empty());
    LogRecord last = await(old.append(new LogEntry.LeaderElected(1))).record();
    CheckpointLog next = log(storage, 2, Optional.of(last));
    await(next.append(new LogEntry.LeaderElected(2)));

    Future<LoggedEntry> late = old.append(new LogEntry.LeaderElected(3));
    Future<LoggedEntry> later = old.append(new LogEntry.LeaderElected(4));

    assertThat(failureOf(late)).isInstanceOf(DeposedException.class);
    assertThat(failureOf(later)).isInstanceOf(DeposedException.class);
    assertThat(new CheckpointLogReader(storage).records(LAYOUT)).hasSize(2);
  }

  @Test
  void a_coordinator_that_was_deposed_writes_nothing_where_an_entry_was_removed() throws Exception {
    CheckpointStorage storage = Storages.open(directory.toString());
    CheckpointLog old = log(storage, 1, Optional.empty());
    LogRecord first =
        await(old.append(new LogEntry.RunStarted("job", 1, 1, Optional.empty()))).record();
    CheckpointLog next = log(storage, 2, Optional.of(first));
    await(next.append(new LogEntry.LeaderElected(2)));
    await(next.append(checkpoint(1)));
    assertThat(failureOf(old.append(checkpoint(1)))).isInstanceOf(DeposedException.class);
    storage.delete(LAYOUT.logEntry(1));
    storage.delete(LAYOUT.logEntry(2));

    assertThat(failureOf(old.append(checkpoint(2)))).isInstanceOf(DeposedException.class);

    assertThat(new CheckpointLogReader(storage).records(LAYOUT))
        .extracting(LogRecord::number)
        .containsExactly(3L);
  }

  @Test
  void a_coordinator_that_has_nothing_to_append_sees_that_another_has_replaced_it()
      throws Exception {
    CheckpointStorage storage = Storages.open(directory.toString());
    CheckpointLog old = log(storage, 1, Optional.empty());
    LogRecord last = await(old.append(new LogEntry.LeaderElected(1))).record();
    await(old.confirm());
    await(log(storage, 2, Optional.of(last)).append(new LogEntry.LeaderElected(2)));

    assertThat(failureOf(old.confirm())).isInstanceOf(DeposedException.class);
    assertThat(failureOf(old.append(new LogEntry.LeaderElected(3))))
        .isInstanceOf(DeposedException.class);
  }

  @Test
  void a_new_coordinator_writes_the_entry_it_follows_again_if_the_storage_has_lost_it()
      throws Exception {
    CheckpointStorage storage = Storages.open(directory.toString());
    CheckpointLog old = log(storage, 1, Optional.empty());
    await(old.append(new LogEntry.LeaderElected(1)));
    LogRecord seen = await(old.append(new LogEntry.LeaderElected(2))).record();
    storage.delete(LAYOUT.logEntry(seen.number()));

    await(log(storage, 2, Optional.of(seen)).append(new LogEntry.LeaderElected(3)));

    assertThat(new CheckpointLogReader(storage).records(LAYOUT))
        .extracting(LogRecord::number)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void entries_stay_when_only_one_that_is_not_appended_yet_makes_them_superfluous()
      throws Exception {
    CheckpointStorage storage = Storages.open(directory.toString());
    CheckpointLog log = log(storage, 1, Optional.empty());
    await(log.append(new LogEntry.RunStarted("job", 1, 1, Optional.empty())));
    LogRecord last = await(log.append(checkpoint(1))).record();
    LogRecord seen = new LogRecord(3, 1, "node-1", 1, last.identity(), checkpoint(2));
    storage.putIfAbsent(LAYOUT.logEntry(3), LogRecordJson.encode(seen));

    log.truncate();
    await(workers.executeBlocking(() -> "behind the truncation"));

    assertThat(new CheckpointLogReader(storage).records(LAYOUT))
        .extracting(LogRecord::number)
        .containsExactly(2L, 3L);
  }

  @Test
  void nothing_is_removed_on_the_strength_of_entries_left_below_those_that_another_removed()
      throws Exception {
    CheckpointStorage storage = Storages.open(directory.toString());
    CheckpointLog log = log(storage, 1, Optional.empty());
    LogRecord first =
        await(log.append(new LogEntry.RunStarted("job", 1, 1, Optional.empty()))).record();
    LogRecord second = await(log.append(checkpoint(1))).record();
    await(log.append(checkpoint(2)));
    storage.delete(LAYOUT.logEntry(3));

    log.truncate();
    await(workers.executeBlocking(() -> "behind the truncation"));

    assertThat(new CheckpointLogReader(storage).records(LAYOUT)).containsExactly(first, second);
  }

  private static LogEntry checkpoint(long id) {
    return new LogEntry.CheckpointCompleted(
        id, CheckpointKind.CHECKPOINT, 1, "chk-" + id + "/manifest", 1);
  }

  private CheckpointLog log(CheckpointStorage storage, long term, Optional<LogRecord> last) {
    return new CheckpointLog(vertx, workers, storage, LAYOUT, "node-" + term, term, last);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static Throwable failureOf(Future<?> future) throws Exception {
    await(future.otherwiseEmpty());
    return future.cause();
  }
}
