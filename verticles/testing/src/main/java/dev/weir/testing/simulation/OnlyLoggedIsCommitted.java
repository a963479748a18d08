package dev.weir.testing.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshots;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What becomes visible was handed over before a checkpoint that is in the log and that allows it;
 * and in the end all such is visible.
 */
final class OnlyLoggedIsCommitted implements Observer {

  private static final String NAME = "OnlyLoggedIsCommitted";

  private final World world;
  private final Set<String> allowed = new HashSet<>();
  private final ArrayDeque<Set<String>> added = new ArrayDeque<>();

  OnlyLoggedIsCommitted(World world) {
    this.world = world;
  }

  @Override
  public void logged(String log, LogRecord record) {
    Set<String> more = new HashSet<>();
    if (record.entry() instanceof LogEntry.CheckpointCompleted completed) {
      more = committables(completed.manifest());
    } else if (record.entry() instanceof LogEntry.SavepointCompleted completed
        && completed.kind().isTerminal()) {
      more = committables(completed.manifest());
    }
    more.removeAll(allowed);
    allowed.addAll(more);
    added.push(more);
  }

  @Override
  public void unlogged(String log, LogRecord record) {
    allowed.removeAll(added.pop());
  }

  private Set<String> committables(String manifestPath) {
    return world.storage().content(manifestPath) instanceof Manifest manifest
        ? committables(manifest)
        : Set.of();
  }

  /** The transactions that a checkpoint holds. */
  static Set<String> committables(Manifest manifest) {
    Set<String> found = new HashSet<>();
    for (OperatorSnapshots operator : manifest.operators()) {
      for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
        OperatorListState state = subtask.state().listState().get(SinkSide.COMMITTABLES);
        if (state != null) {
          state.elements().forEach(bytes -> found.add(new String(bytes, UTF_8)));
        }
      }
    }
    return found;
  }

  @Override
  public void committed(String transaction, String sink, List<Item> records) {
    if (!allowed.contains(transaction)) {
      throw new Violation(
          NAME, transaction + " is committed, but no checkpoint in the log holds it");
    }
  }

  @Override
  public void ends(World ended) {
    for (String transaction : allowed) {
      if (!ended.ledger().isCommitted(transaction)) {
        throw new Violation(
            NAME, transaction + " is held by a checkpoint in the log, but was never committed");
      }
    }
  }
}
