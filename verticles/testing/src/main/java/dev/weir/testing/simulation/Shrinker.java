package dev.weir.testing.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a scenario in which an invariant does not hold as small as it gets: leaves out kinds of
 * faults, wishes, nodes, subtasks, records and single faults for as long as the same invariant is
 * still violated.
 */
public final class Shrinker {

  private static final int MOST_RUNS = 600;

  private final String invariant;
  private Outcome smallest;
  private int runs;

  private Shrinker(Outcome violated, String invariant) {
    this.smallest = violated;
    this.invariant = invariant;
  }

  /**
   * @param violated of a run in which an invariant did not hold
   * @return the smallest such run that was found, with its transcript
   */
  public static Outcome shrink(Outcome violated) {
    String invariant = violated.violation().orElseThrow().invariant();
    return new Shrinker(violated, invariant).shrink();
  }

  private Outcome shrink() {
    boolean smaller = true;
    while (smaller && runs < MOST_RUNS) {
      smaller = false;
      for (Scenario candidate : smallerThan(smallest.scenario())) {
        if (runs < MOST_RUNS && accept(candidate)) {
          smaller = true;
          break;
        }
      }
      smaller = smaller || dropFaults();
    }
    return Simulation.tell(smallest.scenario());
  }

  private boolean accept(Scenario candidate) {
    runs++;
    Outcome outcome = Simulation.run(candidate);
    if (outcome.violation().map(found -> found.invariant().equals(invariant)).orElse(false)) {
      smallest = outcome;
      return true;
    }
    return false;
  }

  private boolean dropFaults() {
    boolean dropped = false;
    int faults = Math.min(smallest.faults(), smallest.scenario().faultLimit());
    for (int fault = faults - 1; fault >= 0 && runs < MOST_RUNS; fault--) {
      if (!smallest.scenario().spared().get(fault)) {
        dropped |= accept(smallest.scenario().sparing(fault));
      }
    }
    return dropped;
  }

  private List<Scenario> smallerThan(Scenario from) {
    List<Scenario> candidates = new ArrayList<>();
    if (smallest.micros() < from.storms()) {
      candidates.add(from.withStorms(smallest.micros()));
    }
    for (FaultKind kind : FaultKind.values()) {
      if (kind.in(from.faults()) > 0) {
        candidates.add(from.with(from.faults().without(kind)));
      }
    }
    if (!from.wishes().equals(Scenario.Wishes.NONE)) {
      candidates.add(from.with(Scenario.Wishes.NONE));
    }
    for (int limit = smallest.faults() / 2; limit < smallest.faults(); limit += 1 + limit / 2) {
      if (limit < from.faultLimit()) {
        candidates.add(from.withFaultLimit(limit));
      }
    }
    if (from.nodes() > 1) {
      candidates.add(from.withNodes(from.nodes() - 1));
    }
    addSmallerJobs(from, candidates);
    return candidates;
  }

  private static void addSmallerJobs(Scenario from, List<Scenario> candidates) {
    JobShape shape = from.shape();
    if (shape.splits() > 1) {
      candidates.add(from.with(shape.withSplits(shape.splits() - 1)));
    }
    if (shape.keys() > 1) {
      candidates.add(from.with(shape.withKeys(1)));
    }
    if (shape.records() > 1) {
      candidates.add(from.with(shape.withRecords(shape.records() / 2)));
      candidates.add(from.with(shape.withRecords(shape.records() - 1)));
    }
    for (int i = 0; i < shape.vertices().size(); i++) {
      JobShape.Vertex vertex = shape.vertices().get(i);
      if (vertex.parallelism() > 1 && !shape.isForwarded(i)) {
        List<JobShape.Vertex> others = new ArrayList<>(shape.vertices());
        others.set(i, vertex.at(vertex.parallelism() - 1));
        candidates.add(from.with(shape.with(others)));
      }
    }
    if (from.tuning().maxConcurrent() > 1) {
      candidates.add(from.with(from.tuning().withMaxConcurrent(1)));
    }
  }
}
