package dev.weir.protocol.coordinator;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A job with a source, of which the enumerator is a vertex, and a keyed operator. */
final class TestJob {

  static final int MAX_PARALLELISM = 8;

  private TestJob() {}

  static JobTopology topology(int parallelism) {
    return new JobTopology(
        List.of(
            vertex("splits", 1, true),
            vertex("lines", 1, false),
            vertex("count", parallelism, false)));
  }

  private static JobTopology.Vertex vertex(String id, int parallelism, boolean enumerator) {
    return new JobTopology.Vertex(
        id,
        parallelism,
        MAX_PARALLELISM,
        List.of(new JobTopology.Operator(id, "the " + id)),
        enumerator);
  }

  static CoordinatorPlan plan(CheckpointSettings settings, int parallelism) {
    return new CoordinatorPlan(
        "word count", topology(parallelism), new CheckpointLayout("wordcount", 1), 1, settings);
  }

  /** A snapshot that names these files. */
  static SubtaskSnapshot snapshot(
      SubtaskId subtask, int parallelism, Collection<String> files, boolean ended) {
    Map<String, SnapshotFile> byName = new TreeMap<>();
    files.forEach(path -> byName.put(path, new SnapshotFile(path, 10, 0)));
    OperatorSnapshot state =
        files.isEmpty()
            ? OperatorSnapshot.EMPTY
            : new OperatorSnapshot(
                Optional.of(
                    new NativeSnapshot(
                        "test",
                        KeyGroups.rangeOf(subtask.index(), MAX_PARALLELISM, parallelism),
                        byName,
                        10)),
                Map.of());
    return new SubtaskSnapshot(Map.of(subtask.vertex(), state), ended);
  }
}
