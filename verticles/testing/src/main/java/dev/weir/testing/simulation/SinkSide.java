package dev.weir.testing.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.protocol.manifest.OperatorListState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A two-phase sink, as in the runtime: writer and committer. */
final class SinkSide {

  static final String COMMITTABLES = "committables";
  private static final String SCHEMA = "transaction";

  private final World world;
  private final Subtask owner;
  private final String sink;
  private final TreeMap<Long, String> byCheckpoint = new TreeMap<>();
  private List<Item> written = new ArrayList<>();

  SinkSide(World world, Subtask owner, String sink) {
    this.world = world;
    this.owner = owner;
    this.sink = sink;
  }

  /** Commits what the restored snapshot holds: it is from a checkpoint that was logged. */
  void restore(List<byte[]> committables) {
    committables.forEach(bytes -> world.ledger().commit(new String(bytes, UTF_8)));
  }

  void write(Item item) {
    written.add(item);
  }

  void prepare(long checkpointId) {
    if (!written.isEmpty()) {
      String id = owner.attempt() + "/" + owner.run() + "/" + owner.id() + "/" + checkpointId;
      world.ledger().prepare(id, sink, written);
      byCheckpoint.put(checkpointId, id);
      written = new ArrayList<>();
    }
  }

  OperatorListState snapshot() {
    return new OperatorListState(
        OperatorListState.Mode.SPLIT,
        SCHEMA,
        byCheckpoint.values().stream().map(id -> id.getBytes(UTF_8)).toList());
  }

  /** False if the system outside refuses. */
  boolean commitUpTo(long checkpointId) {
    if (byCheckpoint.headMap(checkpointId, true).isEmpty()) {
      return true;
    }
    if (world.strikes(FaultKind.COMMIT_FAILS, owner.id())) {
      return false;
    }
    byCheckpoint.headMap(checkpointId, true).values().forEach(world.ledger()::commit);
    byCheckpoint.headMap(checkpointId, true).clear();
    return true;
  }
}
