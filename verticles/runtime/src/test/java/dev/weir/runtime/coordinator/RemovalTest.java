package dev.weir.runtime.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.protocol.coordinator.CoordinatorEffect.RemoveFiles;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class RemovalTest {

  private static final byte[] BYTES = {1};
  private static final String STUCK = "job/run-000001/chk-1-t1";
  private static final String OTHER = "job/run-000001/chk-2-t1";
  private static final String FILE = "job/run-000001/shared/a";

  private final CheckpointStorage storage =
      FileCheckpointStorage.open(FaultyFileSystem.inMemory().getPath("/checkpoints"));
  private final Logger logger = (Logger) LoggerFactory.getLogger(Removal.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  RemovalTest() throws IOException {}

  @BeforeEach
  void listen() throws IOException {
    logged.start();
    logger.addAppender(logged);
    for (String path : List.of(STUCK + "/manifest", OTHER + "/manifest", FILE)) {
      storage.putIfAbsent(path, BYTES);
    }
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  /** The storage, but for one directory that cannot be removed. */
  private CheckpointStorage failing(Exception failure) {
    return (CheckpointStorage)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CheckpointStorage.class},
            (proxy, method, arguments) -> {
              if (arguments[0].equals(STUCK)) {
                throw failure;
              }
              try {
                return method.invoke(storage, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(classes = {IOException.class, IllegalStateException.class})
  void what_cannot_be_removed_is_told_of_and_the_rest_is_removed(Class<? extends Exception> type)
      throws Exception {
    String why = "no way to remove, by " + type.getSimpleName();
    Exception failure = type.getConstructor(String.class).newInstance(why);

    new Removal(failing(failure)).remove(new RemoveFiles(Set.of(STUCK, OTHER), Set.of(FILE)));

    assertThat(storage.exists(STUCK + "/manifest")).isTrue();
    assertThat(storage.exists(OTHER + "/manifest")).isFalse();
    assertThat(storage.exists(FILE)).isFalse();
    assertThat(List.copyOf(logged.list))
        .filteredOn(event -> event.getFormattedMessage().contains(why))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.WARN);
              assertThat(event.getFormattedMessage()).contains(STUCK);
            });
  }
}
