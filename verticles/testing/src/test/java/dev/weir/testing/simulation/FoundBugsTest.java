package dev.weir.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * What the simulator found, each with a seed that shows it: with the code as it was the seed
 * violates an invariant, with the code as it is now it does not. What was decided about each is in
 * {@code docs/decisions/0008-what-the-simulator-found.md}.
 */
class FoundBugsTest {

  @Test
  void no_checkpoint_comes_into_the_log_behind_a_terminal_savepoint() throws Exception {
    requireFixed(5_522, Mutations.CHECKPOINT_COMES_BEHIND_A_TERMINAL_SAVEPOINT, "CountsAreExact");
  }

  @Test
  void log_that_begins_with_a_terminal_savepoint_is_read() throws Exception {
    requireFixed(1_819, Mutations.LOG_THAT_BEGINS_WITH_A_SAVEPOINT_IS_REFUSED, "LogIsReadable");
  }

  @Test
  void coordinator_that_is_slow_to_begin_removes_nothing_of_its_successor() throws Exception {
    requireFixed(213, Mutations.ORPHANS_ARE_LISTED_AFTER_TAKING_OFFICE, "NothingNeededIsRemoved");
  }

  @Test
  void new_coordinator_follows_no_entry_that_the_storage_may_lose() throws Exception {
    requireFixed(829, Mutations.ENTRY_THAT_WAS_READ_IS_FOLLOWED_AS_IT_IS, "OneHistory");
  }

  @Test
  void entries_stay_until_what_replaces_them_is_durable() throws Exception {
    requireFixed(14_989, Mutations.ENTRIES_GO_FOR_ONE_THAT_IS_NOT_DURABLE, "OneHistory");
  }

  @Test
  void run_that_somebody_is_slow_to_begin_is_begun_and_not_the_next_one() throws Exception {
    requireFixed(96, Mutations.NEXT_RUN_IS_BEGUN_INSTEAD_OF_AN_EMPTY_ONE, "OneHistory");
  }

  @Test
  void deposed_coordinator_puts_nothing_where_an_entry_was_removed() throws Exception {
    requireFixed(
        1_795_455_084_250_180L,
        Mutations.DEPOSED_COORDINATOR_GOES_ON_WITH_ITS_NEXT_ENTRY,
        "WritingsDiffer");
  }

  @Test
  void truncation_that_another_one_has_overtaken_removes_nothing() throws Exception {
    requireFixed(78_783, Mutations.OVERTAKEN_TRUNCATION_TAKES_THE_LOG_FOR_BROKEN, "NothingThrows");
  }

  /** First seen at seed 1356. */
  @Test
  void what_a_truncation_leaves_while_the_log_is_read_is_not_taken_for_the_log() throws Exception {
    requireFixed(
        TornClusterCheck.class,
        854,
        Mutations.READER_TAKES_WHAT_IS_LEFT_FOR_THE_LOG,
        "LogIsReadable");
  }

  /** First seen at seeds 1000172 and 1040534. */
  @Test
  void truncation_takes_leftovers_of_a_deposed_coordinator_for_no_log() throws Exception {
    requireFixed(
        TornClusterCheck.class,
        12_714,
        Mutations.TRUNCATION_TAKES_LEFTOVERS_FOR_THE_LOG,
        "NothingThrows");
  }

  private static void requireFixed(long seed, Mutation before, String invariant) throws Exception {
    requireFixed(SeedCheck.class, seed, before, invariant);
  }

  private static void requireFixed(
      Class<? extends LongFunction<String>> check, long seed, Mutation before, String invariant)
      throws Exception {
    assertThat(check.getConstructor().newInstance().apply(seed)).isEmpty();
    try (MutatedLoader loader = MutatedLoader.with(before)) {
      assertThat(loader.runner(check).apply(seed)).contains(invariant);
    }
  }
}
