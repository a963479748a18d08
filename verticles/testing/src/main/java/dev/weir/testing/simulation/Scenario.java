package dev.weir.testing.simulation;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that a run depends on: the same scenario gives the same run, event by event.
 *
 * @param seed of every number that is drawn during the run
 * @param cores of each node, which say how much of the job it gets
 * @param gapMicros between two records of a split becoming available
 * @param storms until when things go wrong, in microseconds
 * @param faultLimit how many faults strike at most
 * @param spared numbers of faults that do not strike after all
 */
public record Scenario(
    long seed,
    Faults faults,
    JobShape shape,
    List<Integer> cores,
    long gapMicros,
    long storms,
    Tuning tuning,
    Wishes wishes,
    int faultLimit,
    BitSet spared) {

  /**
   * Options of the job.
   *
   * @param incremental whether snapshots of keyed state build upon earlier ones
   * @param restarts how many restarts there may be; -1: as many as it takes
   */
  record Tuning(
      long intervalMillis,
      long minPauseMillis,
      int maxConcurrent,
      long timeoutMillis,
      int tolerableFailures,
      int numRetained,
      int credits,
      int frameRecords,
      boolean incremental,
      boolean atLeastOnce,
      int restarts) {

    Tuning withMaxConcurrent(int fewer) {
      return new Tuning(
          intervalMillis,
          minPauseMillis,
          fewer,
          timeoutMillis,
          tolerableFailures,
          numRetained,
          credits,
          frameRecords,
          incremental,
          atLeastOnce,
          restarts);
    }

    static Tuning drawn(Chance chance) {
      return new Tuning(
          chance.happens(0.3) ? chance.between(4, 30) : chance.between(30, 200),
          chance.happens(0.5) ? 0 : chance.between(1, 60),
          chance.happens(0.5) ? 1 : 2 + chance.below(2),
          chance.happens(0.3) ? chance.between(40, 150) : chance.between(200, 1_500),
          chance.happens(0.3) ? chance.below(3) : 1_000,
          chance.happens(0.6) ? 1 : 2 + chance.below(2),
          1 + chance.below(3),
          1 + chance.below(4),
          chance.happens(0.75),
          chance.happens(0.04),
          chance.happens(0.1) ? chance.below(4) : -1);
    }
  }

  /**
   * What users ask for, each per 50 ms.
   *
   * @param rescale that the job goes on with another parallelism
   * @param scaling what decides the parallelism of the running job
   */
  record Wishes(
      double checkpoint,
      double savepoint,
      double stop,
      double drain,
      double cancel,
      double rescale,
      Scaling scaling) {

    static final Wishes NONE = new Wishes(0, 0, 0, 0, 0, 0, Scaling.MANUAL);

    static Wishes drawn(Chance chance) {
      return new Wishes(
          chance.happens(0.3) ? 0.1 : 0,
          chance.happens(0.5) ? 0.1 : 0,
          chance.happens(0.3) ? 0.02 : 0,
          chance.happens(0.15) ? 0.015 : 0,
          chance.happens(0.15) ? 0.01 : 0,
          chance.happens(0.4) ? 0.05 : 0,
          chance.happens(0.4) ? Scaling.AUTO : Scaling.MANUAL);
    }
  }

  /** What decides how many subtasks there are, in the words of {@code cluster.scaling}. */
  enum Scaling {
    /** The cores of the nodes that are there. */
    AUTO,
    /** Users. */
    MANUAL
  }

  /** The scenario of a seed. */
  public static Scenario of(long seed) {
    Chance chance = Chance.of(seed, 1);
    boolean calm = chance.happens(0.05);
    JobShape shape = JobShape.drawn(chance);
    long storms = chance.between(400_000, 2_500_000);
    Tuning tuning = Tuning.drawn(chance);
    boolean outlasts = tuning.intervalMillis() >= 100 && chance.happens(0.05);
    return new Scenario(
        seed,
        calm ? Faults.NONE : Faults.drawn(chance),
        shape,
        coresDrawn(chance),
        storms * chance.between(30, 120) * (outlasts ? 6 : 1) / 100 / shape.records(),
        storms,
        tuning,
        calm ? Wishes.NONE : Wishes.drawn(chance),
        Integer.MAX_VALUE,
        new BitSet());
  }

  private static List<Integer> coresDrawn(Chance chance) {
    boolean alike = chance.happens(0.5);
    return IntStream.range(0, 1 + chance.below(4))
        .mapToObj(node -> alike ? 1 : 1 + chance.below(3))
        .toList();
  }

  int nodes() {
    return cores.size();
  }

  Scenario with(Faults less) {
    return new Scenario(
        seed, less, shape, cores, gapMicros, storms, tuning, wishes, faultLimit, spared);
  }

  Scenario with(JobShape smaller) {
    return new Scenario(
        seed, faults, smaller, cores, gapMicros, storms, tuning, wishes, faultLimit, spared);
  }

  Scenario with(Wishes fewer) {
    return new Scenario(
        seed, faults, shape, cores, gapMicros, storms, tuning, fewer, faultLimit, spared);
  }

  Scenario with(Tuning other) {
    return new Scenario(
        seed, faults, shape, cores, gapMicros, storms, other, wishes, faultLimit, spared);
  }

  Scenario withNodes(int fewer) {
    return new Scenario(
        seed,
        faults,
        shape,
        cores.subList(0, fewer),
        gapMicros,
        storms,
        tuning,
        wishes,
        faultLimit,
        spared);
  }

  Scenario withStorms(long shorter) {
    return new Scenario(
        seed, faults, shape, cores, gapMicros, shorter, tuning, wishes, faultLimit, spared);
  }

  Scenario withFaultLimit(int limit) {
    return new Scenario(
        seed, faults, shape, cores, gapMicros, storms, tuning, wishes, limit, spared);
  }

  Scenario sparing(int fault) {
    BitSet more = (BitSet) spared.clone();
    more.set(fault);
    return new Scenario(
        seed, faults, shape, cores, gapMicros, storms, tuning, wishes, faultLimit, more);
  }

  /** What is special about it, in a few lines. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append("seed %d: nodes of %s cores, %s%n".formatted(seed, cores, faults));
    for (JobShape.Vertex vertex : shape.vertices()) {
      text.append("  %s%n".formatted(vertex));
    }
    text.append(
        "  %d splits of %d records each, %d keys; %s%n"
            .formatted(shape.allSplits(), shape.records(), shape.keys(), tuning));
    return text.append("  %s, faults until %d ms%n".formatted(wishes, storms / 1_000)).toString();
  }
}
