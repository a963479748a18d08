package dev.weir.testing.simulation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs scenarios. */
public final class Simulation {

  private static final long CALM_MICROS = 60_000_000;
  private static final long MOST_EVENTS = 2_000_000;

  private Simulation() {}

  public static Outcome run(Scenario scenario) {
    return run(scenario, null, List.of());
  }

  /** Runs it and writes down what happens. */
  public static Outcome tell(Scenario scenario) {
    return run(scenario, new Transcript(), List.of());
  }

  static Outcome run(Scenario scenario, @Nullable Transcript transcript, List<Observer> guests) {
    World world = new World(scenario, transcript, guests);
    Optional<Violation> violation;
    try {
      play(world);
      violation = Optional.empty();
    } catch (Violation e) {
      violation = Optional.of(e);
    } catch (RuntimeException e) {
      violation = Optional.of(new Violation("NothingThrows", e.toString(), e));
    }
    if (violation.isPresent()) {
      world.tell("VIOLATED", String.valueOf(violation.get().getMessage()));
    }
    return new Outcome(
        scenario,
        violation,
        world.timeline().happened(),
        world.faults(),
        world.timeline().now(),
        transcript == null ? "" : transcript.toString());
  }

  private static void play(World world) {
    world.cluster().begin();
    world.user().begin();
    long deadline = world.scenario().storms() + CALM_MICROS;
    while (!world.user().isDone()) {
      if (!world.timeline().step()
          || world.timeline().now() > deadline
          || world.timeline().happened() > MOST_EVENTS) {
        throw new Violation(
            "ProgressResumes",
            "the job has not come to its end %d ms after the last fault"
                .formatted((world.timeline().now() - world.scenario().storms()) / 1_000));
      }
    }
    world.observers().ends(world);
  }
}
