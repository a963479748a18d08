package dev.weir.testing.simulation;

import dev.weir.protocol.coordinator.CheckpointSettings;
import dev.weir.protocol.job.ExponentialDelay;
import dev.weir.protocol.job.RestartPolicy;
import dev.weir.protocol.pacing.PacerSettings;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Everything there is in a simulation. */
final class World {

  static final String JOB = "job";
  static final long TICK_MICROS = 100_000;
  static final int TAIL_PATIENCE_TICKS = 4;

  private final Scenario scenario;
  private final Timeline timeline = new Timeline();
  private final Observers observers;
  private final @Nullable Transcript transcript;
  private final Chance chance;
  private final Chance[] faultChances;
  private final double[] faultRates;
  private final Bus bus;
  private final SharedStorage storage;
  private final Ledger ledger = new Ledger(this);
  private final Cluster cluster;
  private final User user;
  private int struck;

  World(Scenario scenario, @Nullable Transcript transcript, List<Observer> guests) {
    this.scenario = scenario;
    this.transcript = transcript;
    this.chance = Chance.of(scenario.seed(), 2);
    this.bus = new Bus(this, Chance.of(scenario.seed(), 3));
    this.storage = new SharedStorage(this, Chance.of(scenario.seed(), 4));
    this.cluster = new Cluster(this, Chance.of(scenario.seed(), 5));
    this.user = new User(this, Chance.of(scenario.seed(), 6));
    FaultKind[] kinds = FaultKind.values();
    faultChances = new Chance[kinds.length];
    Arrays.setAll(faultChances, i -> Chance.of(scenario.seed(), 100 + i));
    observers = Invariants.of(this, guests);
    faultRates = Arrays.stream(kinds).mapToDouble(kind -> kind.in(scenario.faults())).toArray();
  }

  Scenario scenario() {
    return scenario;
  }

  Scenario.Tuning tuning() {
    return scenario.tuning();
  }

  Timeline timeline() {
    return timeline;
  }

  long millis() {
    return timeline.now() / 1_000;
  }

  long nanos() {
    return timeline.now() * 1_000;
  }

  Chance chance() {
    return chance;
  }

  Bus bus() {
    return bus;
  }

  SharedStorage storage() {
    return storage;
  }

  Ledger ledger() {
    return ledger;
  }

  Cluster cluster() {
    return cluster;
  }

  User user() {
    return user;
  }

  Observer observers() {
    return observers;
  }

  /** Whether faults may still happen. */
  boolean isStormy() {
    return timeline.now() < scenario.storms();
  }

  /** How many faults there were. */
  int faults() {
    return struck;
  }

  /**
   * Whether a fault of this kind happens here and now.
   *
   * @param what it would happen to, for the transcript; named only if it does
   */
  boolean strikes(FaultKind kind, Object what) {
    double rate = faultRates[kind.ordinal()];
    if (rate == 0 || !isStormy() || !faultChances[kind.ordinal()].happens(rate)) {
      return false;
    }
    int number = struck++;
    if (number >= scenario.faultLimit() || scenario.spared().get(number)) {
      return false;
    }
    if (transcript != null) {
      tell("FAULT " + number, kind.words() + " " + what);
    }
    return true;
  }

  boolean isTelling() {
    return transcript != null;
  }

  void tell(Object who, String what) {
    if (transcript != null) {
      transcript.line(timeline.now(), who + " " + what);
    }
  }

  CheckpointSettings settings() {
    Scenario.Tuning tuning = scenario.tuning();
    return new CheckpointSettings(
        new PacerSettings(
            OptionalLong.of(tuning.intervalMillis()),
            tuning.minPauseMillis(),
            tuning.maxConcurrent(),
            3),
        tuning.timeoutMillis(),
        tuning.tolerableFailures(),
        tuning.numRetained(),
        true,
        3);
  }

  RestartPolicy restartPolicy() {
    int restarts = scenario.tuning().restarts();
    return restarts < 0
        ? ExponentialDelay.of(
            new ExponentialDelay.Settings(20, 300, 1.5, 0.1, 2_000, Integer.MAX_VALUE))
        : RestartPolicy.fixedDelay(restarts, 50);
  }
}
