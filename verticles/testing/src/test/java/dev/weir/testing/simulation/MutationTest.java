package dev.weir.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plants faults in the protocol, one at a time: each must be found. {@code -Pmutations}. */
@Tag("mutations")
class MutationTest {

  /** Within so many seeds each fault is found. */
  private static final int SEEDS = 20_000;

  static List<Mutation> mutations() {
    return Mutations.all();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void planted_fault_is_found(Mutation mutation) throws Exception {
    try (MutatedLoader loader = MutatedLoader.with(mutation)) {
      LongFunction<String> check = loader.runner(SeedCheck.class);
      String found = "";
      int seeds = 0;
      while (found.isEmpty() && seeds < SEEDS) {
        found = check.apply(++seeds);
      }
      assertThat(found).as("%s, after %d seeds", mutation, seeds).isNotEmpty();
      assertThat(new SeedCheck().apply(seeds))
          .as("seed %d finds a fault that nobody planted", seeds)
          .isEmpty();
      String line = found.lines().findFirst().orElse("");
      System.out.printf("%6d seeds  %s%n              %s%n", seeds, mutation, line);
    }
  }
}
