package dev.weir.testing.simulation;

import java.util.function.ToDoubleFunction;

/** What can go wrong, each with its probability in {@link Faults}. */
enum FaultKind {
  MESSAGE_LOST("the bus loses", Faults::messageLost),
  MESSAGE_REPEATED("the bus repeats", Faults::messageRepeated),
  MESSAGE_LATE("the bus delays", Faults::messageLate),
  STORAGE_FAILS("storage refuses", Faults::storageFails),
  STORAGE_FAILS_AFTERWARDS(
      "storage is done, but reports an error, at", Faults::storageFailsAfterwards),
  STORAGE_SLOW("storage is slow at", Faults::storageSlow),
  STORAGE_LOSES("storage loses, before it was synced,", Faults::storageLoses),
  STORAGE_FULL("nothing can be written to", Faults::storageFull),
  NODE_CRASHES("the process is killed on", Faults::nodeCrashes),
  NODE_PAUSES("a long pause begins on", Faults::nodePauses),
  NODE_LEAVES("the order to leave reaches", Faults::nodeLeaves),
  NETWORK_SPLITS("a split befalls", Faults::networkSplits),
  VIEW_IS_WRONG("a wrong view of the members reaches", Faults::viewIsWrong),
  FUNCTION_THROWS("user code throws in", Faults::functionThrows),
  SNAPSHOT_FAILS("a snapshot fails in", Faults::snapshotFails),
  COMMIT_FAILS("a commit is refused to", Faults::commitFails),
  CLUSTER_FALLS_APART("another cluster is founded by", Faults::clusterFallsApart);

  private final String words;
  private final ToDoubleFunction<Faults> probability;

  FaultKind(String words, ToDoubleFunction<Faults> probability) {
    this.words = words;
    this.probability = probability;
  }

  /** To be followed by what it happens to. */
  String words() {
    return words;
  }

  double in(Faults faults) {
    return probability.applyAsDouble(faults);
  }
}
