package dev.weir.testing.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that can happen in a small configuration, in every order. */
class ExhaustiveTest {

  /** Distinct states, what leads from one to another, and how many ways lead through. */
  private static final class Exploration {
    private final Map<Fingerprint.Print, BigInteger> ways = new HashMap<>();
    private long events;

    BigInteger explore(SmallWorld world) {
      Fingerprint.Print print = world.print();
      BigInteger known = ways.get(print);
      if (known != null) {
        return known;
      }
      List<SmallWorld> next = world.next();
      BigInteger through = BigInteger.ZERO;
      if (next.isEmpty()) {
        world.checkEnd();
        through = BigInteger.ONE;
      }
      for (SmallWorld following : next) {
        events++;
        through = through.add(explore(following));
      }
      ways.put(print, through);
      return through;
    }
  }

  private static Exploration explore(int records, int checkpoints, int faults) {
    Exploration exploration = new Exploration();
    BigInteger ways = exploration.explore(new SmallWorld(records, checkpoints, faults));
    System.out.printf(
        "3 subtasks, %d records, %d checkpoints, %d faults: %d states, %d events, %s"
            + " interleavings%n",
        2 * records, checkpoints, faults, exploration.ways.size(), exploration.events, ways);
    assertThat(ways).isPositive();
    return exploration;
  }

  @Test
  void every_interleaving_of_two_checkpoints_keeps_all_invariants() {
    explore(1, 2, 0);
  }

  @Test
  void every_interleaving_of_a_checkpoint_and_a_crash_keeps_all_invariants() {
    explore(1, 1, 1);
  }

  @Test
  void every_interleaving_of_two_checkpoints_and_a_crash_keeps_all_invariants() {
    explore(1, 2, 1);
  }

  @Test
  @Tag("mutations")
  void every_interleaving_of_more_records_or_more_faults_keeps_all_invariants() {
    explore(2, 2, 1);
    explore(1, 2, 2);
  }
}
