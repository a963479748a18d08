package dev.weir.state.contract;

import static dev.weir.state.contract.ContractTools.MAX_PARALLELISM;
import static dev.weir.state.contract.TestSerializers.COLLIDING;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;

import dev.weir.state.contract.TestSerializers.Colliding;
import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.TypeSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every keyed state backend must do. Extend it and say which backend. */
public abstract class KeyedStateBackendContract
    implements GoldenContract,
        ValueStateContract,
        ListStateContract,
        MapStateContract,
        NamespaceContract,
        TimerContract,
        TtlContract,
        TypesContract,
        ForEachKeyContract,
        SnapshotContract,
        CheckpointContract,
        RescaleContract,
        DamageContract {

  private final InMemoryCheckpointStorage storage = new InMemoryCheckpointStorage();
  private StateFixture fixture;

  /** The backend under test. */
  protected abstract StateBackend backend();

  @BeforeEach
  final void open(@TempDir Path directory) {
    fixture = new StateFixture(backend(), storage, directory, MAX_PARALLELISM);
  }

  @AfterEach
  final void close() throws IOException {
    fixture.close();
  }

  @Override
  public final InMemoryCheckpointStorage storage() {
    return storage;
  }

  @Override
  public final StateFixture fixture() {
    return fixture;
  }

  /** Steps of each random run beside the twin. */
  protected int twinSteps() {
    return 30_000;
  }

  @Test
  void behaves_as_its_naive_twin_with_long_keys() throws Exception {
    runBesideTwin(LONG, i -> i * 7L, 300);
  }

  @Test
  void behaves_as_its_naive_twin_with_string_keys() throws Exception {
    runBesideTwin(STRING, i -> "key " + i, 300);
  }

  @Test
  void behaves_as_its_naive_twin_with_colliding_keys() throws Exception {
    runBesideTwin(COLLIDING, Colliding::new, 30);
  }

  private <K> void runBesideTwin(TypeSerializer<K> keySerializer, IntFunction<K> keyOf, int keys)
      throws Exception {
    Seed seed = Seed.fromSystemProperty();
    try {
      new TwinRun<>(fixture, keySerializer, keyOf, keys, seed.random()).run(twinSteps());
    } catch (AssertionError | Exception e) {
      throw new AssertionError("differs from its twin, replay with -Dseed=" + seed.value(), e);
    }
  }
}
