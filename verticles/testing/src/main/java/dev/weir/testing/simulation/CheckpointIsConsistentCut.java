package dev.weir.testing.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A checkpoint in the log has one snapshot of every subtask, and together they are a cut: every
 * split is in one place (unless readers were told to end, now or before, and want no more), what
 * was counted is what was read, and what was counted is either visible or held by the checkpoint.
 */
final class CheckpointIsConsistentCut implements Observer {

  private static final String NAME = "CheckpointIsConsistentCut";

  private final World world;
  private final CountsAreExact visible;
  private final JobShape shape;
  private boolean drained;

  CheckpointIsConsistentCut(World world, CountsAreExact visible) {
    this.world = world;
    this.visible = visible;
    this.shape = world.scenario().shape();
  }

  @Override
  public void logged(String log, LogRecord record) {
    if (record.entry() instanceof LogEntry.CheckpointCompleted completed) {
      check(completed.manifest());
    } else if (record.entry() instanceof LogEntry.SavepointCompleted completed) {
      drained |= completed.kind() == CheckpointKind.DRAIN_SAVEPOINT;
      check(completed.manifest());
    }
  }

  private void check(String path) {
    if (!(world.storage().content(path) instanceof Manifest manifest)) {
      throw new Violation(NAME, path + " is no manifest");
    }
    long[] expected = new long[shape.keys()];
    int[] positions = positions(manifest);
    for (int split = 0; split < positions.length; split++) {
      for (int position = 0; position < positions[split]; position++) {
        expected[shape.keyOf(split, position)]++;
      }
    }
    for (JobShape.Vertex vertex : shape.vertices()) {
      for (int i = 0; i < vertex.chain().size(); i++) {
        OperatorSnapshots operator = operator(manifest, vertex.uid(i));
        switch (vertex.chain().get(i)) {
          case COUNT -> checkCounts(manifest, operator, expected);
          case SINK -> {
            // later checkpoints may have been completed while a savepoint was written
            if (!manifest.kind().isSavepoint() || manifest.kind().isTerminal()) {
              checkOutput(manifest, operator, expected);
            }
          }
          case SOURCE, PASS -> {}
        }
      }
    }
  }

  private static OperatorSnapshots operator(Manifest manifest, String uid) {
    for (OperatorSnapshots operator : manifest.operators()) {
      if (operator.uid().equals(uid)) {
        return operator;
      }
    }
    throw new Violation(
        NAME, "checkpoint %d has no snapshot of %s".formatted(manifest.checkpointId(), uid));
  }

  private int[] positions(Manifest manifest) {
    int[] positions = new int[shape.allSplits()];
    Arrays.fill(positions, -1);
    for (JobShape.Vertex vertex : shape.vertices()) {
      if (vertex.isSource()) {
        for (byte[] rest :
            elements(
                operator(manifest, vertex.id() + Blueprint.ENUMERATOR), EnumeratorSubtask.STATE)) {
          for (byte split : rest) {
            place(manifest, positions, split, 0);
          }
        }
        for (byte[] split : elements(operator(manifest, vertex.id()), Reader.SPLITS)) {
          place(manifest, positions, split[0], split[1]);
        }
      }
    }
    for (int split = 0; split < positions.length; split++) {
      if (positions[split] < 0 && !drained) {
        throw new Violation(
            NAME, "checkpoint %d has lost split %d".formatted(manifest.checkpointId(), split));
      }
    }
    return positions;
  }

  private static void place(Manifest manifest, int[] positions, int split, int position) {
    if (positions[split] >= 0) {
      throw new Violation(
          NAME, "checkpoint %d has split %d twice".formatted(manifest.checkpointId(), split));
    }
    positions[split] = position;
  }

  private static List<byte[]> elements(OperatorSnapshots operator, String state) {
    List<byte[]> elements = new ArrayList<>();
    for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
      OperatorListState list = subtask.state().listState().get(state);
      if (list != null) {
        elements.addAll(list.elements());
      }
    }
    return elements;
  }

  private void checkCounts(Manifest manifest, OperatorSnapshots operator, long[] expected) {
    long[] found = new long[expected.length];
    for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
      KeyedSnapshot keyed = subtask.state().keyed().orElse(null);
      if (keyed == null) {
        throw new Violation(
            NAME,
            "checkpoint %d lacks state of %s".formatted(manifest.checkpointId(), operator.uid()));
      }
      TreeMap<Integer, Long> counts = new TreeMap<>();
      Collection<SnapshotFile> files =
          keyed instanceof NativeSnapshot own ? own.filesByName().values() : keyed.files();
      for (SnapshotFile file : files) {
        if (world.storage().content(file.path()) instanceof KeyedCounts.CountsFile written) {
          counts.putAll(written.counts());
        }
      }
      counts.forEach((key, count) -> found[key] += count);
    }
    if (!Arrays.equals(found, expected)) {
      throw new Violation(
          NAME,
          "checkpoint %d: %s has counted %s by key, but %s were read"
              .formatted(
                  manifest.checkpointId(),
                  operator.uid(),
                  Arrays.toString(found),
                  Arrays.toString(expected)));
    }
  }

  private void checkOutput(Manifest manifest, OperatorSnapshots operator, long[] expected) {
    BitSet[] output = visible.outputOf(operator.uid());
    for (byte[] id : elements(operator, SinkSide.COMMITTABLES)) {
      String transaction = new String(id, UTF_8);
      for (Item item : world.ledger().records(transaction)) {
        output[item.key()].set((int) item.count());
      }
    }
    for (int key = 0; key < expected.length; key++) {
      if (output[key].cardinality() != expected[key]
          || output[key].length() != (expected[key] == 0 ? 0 : expected[key] + 1)) {
        throw new Violation(
            NAME,
            "checkpoint %d: of key %d %s has or holds %s, but %d were read"
                .formatted(
                    manifest.checkpointId(), key, operator.uid(), output[key], expected[key]));
      }
    }
  }
}
