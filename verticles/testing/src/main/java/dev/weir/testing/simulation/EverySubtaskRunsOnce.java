package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When an attempt starts, each subtask of the job runs on one node, that which it was placed on;
 * and a node that has begun an attempt begins none before it.
 */
final class EverySubtaskRunsOnce implements Observer {

  private static final String NAME = "EverySubtaskRunsOnce";

  private final Map<Long, Map<SubtaskId, NodeProcess>> running = new TreeMap<>();
  private final Map<NodeProcess, Long> latest = new HashMap<>();

  @Override
  public void deployed(Deployment deployment, SubtaskId subtask, NodeProcess node) {
    long attempt = deployment.attempt();
    Long seen = latest.put(node, attempt);
    if (seen != null && seen > attempt) {
      throw new Violation(
          NAME, "%s begins attempt %d after attempt %d".formatted(node, attempt, seen));
    }
    Map<SubtaskId, NodeProcess> there = running.computeIfAbsent(attempt, number -> new HashMap<>());
    NodeProcess other = there.put(subtask, node);
    if (other != null) {
      throw new Violation(
          NAME, "%s of attempt %d runs on %s and on %s".formatted(subtask, attempt, other, node));
    }
    if (deployment.nodeOf(subtask) != node) {
      throw new Violation(
          NAME,
          "%s of attempt %d runs on %s, but was placed on %s"
              .formatted(subtask, attempt, node, deployment.nodeOf(subtask)));
    }
  }

  @Override
  public void attemptStarts(Deployment deployment) {
    TreeSet<SubtaskId> missing = new TreeSet<>(deployment.blueprint().topology().subtasks());
    missing.removeAll(running.getOrDefault(deployment.attempt(), Map.of()).keySet());
    if (!missing.isEmpty()) {
      throw new Violation(
          NAME, "attempt %d starts without %s".formatted(deployment.attempt(), missing));
    }
  }
}
