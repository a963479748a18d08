package dev.weir.testing.simulation;

/**
 * How often what goes wrong. Those of nodes, network, views and a full storage are per node (or per
 * cluster) and 50 ms of simulated time; all others per message, storage operation, record, snapshot
 * or commit.
 *
 * @param messageLost between nodes, silently
 * @param messageRepeated between nodes, delivered a second time later
 * @param messageLate between nodes, by up to 400 ms; what follows on the same link waits behind it
 * @param storageFails an operation is not carried out, and says so
 * @param storageFailsAfterwards an operation is carried out, but says that it was not
 * @param storageSlow an operation takes up to 1.5 s
 * @param storageLoses a file that was seen before it was synced is gone again; the writer is told
 * @param storageFull for up to 600 ms nothing can be written
 * @param nodeCrashes a process ends, and starts anew some time later
 * @param nodePauses a process stands still for up to 4 s, and then goes on as if nothing were
 * @param nodeLeaves a process is told to end, and hands over first what it does
 * @param networkSplits for up to 2 s some nodes do not reach the others
 * @param viewIsWrong a node believes for up to 500 ms that some others are not there
 * @param functionThrows user code throws
 * @param snapshotFails a subtask cannot take a snapshot
 * @param commitFails the system behind a sink refuses a commit
 * @param clusterFallsApart some nodes and the others lose sight of each other, and do not find each
 *     other again before they join anew
 */
public record Faults(
    double messageLost,
    double messageRepeated,
    double messageLate,
    double storageFails,
    double storageFailsAfterwards,
    double storageSlow,
    double storageLoses,
    double storageFull,
    double nodeCrashes,
    double nodePauses,
    double nodeLeaves,
    double networkSplits,
    double viewIsWrong,
    double functionThrows,
    double snapshotFails,
    double commitFails,
    double clusterFallsApart) {

  /** Nothing goes wrong. */
  public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Some kinds do not occur, others often: a run in which all do is over before it has begun. */
  static Faults drawn(Chance chance) {
    double wildness = chance.happens(0.2) ? 4 : 1;
    return new Faults(
        rate(chance, wildness * 0.004),
        rate(chance, wildness * 0.02),
        rate(chance, wildness * 0.02),
        rate(chance, wildness * 0.08),
        rate(chance, wildness * 0.08),
        rate(chance, wildness * 0.08),
        rate(chance, wildness * 0.08),
        rate(chance, wildness * 0.02),
        rate(chance, wildness * 0.03),
        rate(chance, wildness * 0.03),
        rate(chance, wildness * 0.03),
        rate(chance, wildness * 0.03),
        rate(chance, wildness * 0.04),
        rate(chance, wildness * 0.003),
        rate(chance, wildness * 0.03),
        rate(chance, wildness * 0.03),
        rate(chance, wildness * 0.02));
  }

  private static double rate(Chance chance, double most) {
    return chance.happens(0.6) ? 0 : Math.rint(chance.nextDouble() * most * 10_000) / 10_000;
  }

  /** These without one kind. */
  Faults without(FaultKind kind) {
    double[] rates = new double[FaultKind.values().length];
    for (FaultKind each : FaultKind.values()) {
      rates[each.ordinal()] = each == kind ? 0 : each.in(this);
    }
    return new Faults(
        rates[0], rates[1], rates[2], rates[3], rates[4], rates[5], rates[6], rates[7], rates[8],
        rates[9], rates[10], rates[11], rates[12], rates[13], rates[14], rates[15], rates[16]);
  }
}
