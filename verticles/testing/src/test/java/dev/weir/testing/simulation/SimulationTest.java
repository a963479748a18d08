package dev.weir.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final int FRESH_SEEDS = 400;

  @Test
  void one_seed_is_one_run() {
    for (long seed = 1; seed <= 20; seed++) {
      Outcome first = Simulation.tell(Scenario.of(seed));
      Outcome second = Simulation.tell(Scenario.of(seed));

      assertThat(second.transcript()).isEqualTo(first.transcript());
      assertThat(second.events()).isEqualTo(first.events());
      assertThat(first.events()).isEqualTo(Simulation.run(Scenario.of(seed)).events());
    }
  }

  @Test
  void fresh_seeds_keep_all_invariants() {
    long first = Long.getLong("seed", System.currentTimeMillis() * 1_000);
    System.out.printf("simulated: seeds %d to %d%n", first, first + FRESH_SEEDS - 1);
    for (long seed = first; seed < first + FRESH_SEEDS; seed++) {
      Outcome outcome = Simulation.run(Scenario.of(seed));
      if (outcome.violation().isPresent()) {
        Outcome small = Shrinker.shrink(outcome);
        throw new AssertionError(
            "./weir simulate --seed %d violates %s%n%n%s%s"
                .formatted(
                    seed,
                    outcome.violation().get().getMessage(),
                    small.scenario().describe(),
                    small.transcript()));
      }
    }
  }

  @Test
  void scenarios_meet_every_kind_of_fault() {
    for (FaultKind kind : FaultKind.values()) {
      boolean met = false;
      for (long seed = 1; seed < 500 && !met; seed++) {
        Scenario scenario = Scenario.of(seed);
        met =
            kind.in(scenario.faults()) > 0
                && Simulation.tell(scenario).transcript().contains(kind.words());
      }
      assertThat(met).as("%s", kind).isTrue();
    }
  }

  @Test
  void violation_is_made_small_and_told_in_words() throws Exception {
    Mutation mutation = Mutations.CHECKPOINT_COMES_BEHIND_A_TERMINAL_SAVEPOINT;
    try (MutatedLoader loader = MutatedLoader.with(mutation)) {
      LongFunction<String> runner = loader.runner(ShrunkTranscript.class);
      String transcript = "";
      for (long seed = 5_522; transcript.isEmpty(); seed++) {
        transcript = runner.apply(seed);
      }
      assertThat(transcript).contains("triggers STOP_SAVEPOINT").contains("VIOLATED");
      assertThat(transcript.lines().count()).isLessThan(80);
    }
  }
}
