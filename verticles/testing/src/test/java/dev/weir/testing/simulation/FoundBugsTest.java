package dev.weir.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What the simulator found, each with a seed that shows it: with the code as it was the seed
 * violates an invariant, with the code as it is now it does not. What was decided about each is in
 * {@code docs/decisions/0008-what-the-simulator-found.md}.
 */
class FoundBugsTest {

  @Test
  void no_checkpoint_comes_into_the_log_behind_a_terminal_savepoint() throws Exception {
    requireFixed(
        488, Mutations.CHECKPOINT_COMES_BEHIND_A_TERMINAL_SAVEPOINT, "CheckpointIsConsistentCut");
  }

  @Test
  void log_that_begins_with_a_terminal_savepoint_is_read() throws Exception {
    requireFixed(1819, Mutations.LOG_THAT_BEGINS_WITH_A_SAVEPOINT_IS_REFUSED, "LogIsReadable");
  }

  @Test
  void log_that_is_truncated_while_it_is_read_is_read_whole() throws Exception {
    requireFixed(2840, Mutations.LOG_IS_READ_WHILE_IT_IS_TRUNCATED, "NothingThrows");
  }

  @Test
  void coordinator_that_is_slow_to_begin_removes_nothing_of_its_successor() throws Exception {
    requireFixed(93, Mutations.ORPHANS_ARE_LISTED_AFTER_TAKING_OFFICE, "NothingNeededIsRemoved");
  }

  private static void requireFixed(long seed, Mutation before, String invariant) throws Exception {
    assertThat(new SeedCheck().apply(seed)).isEmpty();
    try (MutatedLoader loader = MutatedLoader.with(before)) {
      assertThat(loader.runner(SeedCheck.class).apply(seed)).contains(invariant);
    }
  }
}
