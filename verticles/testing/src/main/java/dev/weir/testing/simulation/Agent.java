package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.state.spi.SnapshotFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a node's share of an attempt. Remembers the highest attempt it has seen; what is lower is
 * ended or refused.
 */
final class Agent {

  private final World world;
  private final NodeProcess process;
  private final Map<SubtaskId, Subtask> subtasks = new HashMap<>();
  private final List<Subtask> inOrder = new ArrayList<>();
  private long attempt;
  private boolean restoring;
  private @Nullable Deployment deployment;

  Agent(World world, NodeProcess process) {
    this.world = world;
    this.process = process;
  }

  /** Null if it does not run here. */
  @Nullable Subtask subtask(long ofAttempt, SubtaskId id) {
    Subtask found = process.isAlive() ? subtasks.get(id) : null;
    return found != null && found.attempt() == ofAttempt && !restoring ? found : null;
  }

  /**
   * Deploys this node's share.
   *
   * @param reply empty: deployed; else what failed
   * @param onStale called instead if this node has seen a later coordinator
   */
  void deploy(Deployment wanted, Consumer<Optional<String>> reply, Runnable onStale) {
    if (wanted.attempt() == attempt) {
      return; // it was asked for twice
    }
    if (wanted.attempt() < attempt) {
      onStale.run();
      return;
    }
    endAll();
    attempt = wanted.attempt();
    deployment = wanted;
    restoring = true;
    if (wanted.manifest().isEmpty()) {
      restored(wanted, Map.of(), Map.of(), reply);
      return;
    }
    String path = wanted.manifest().get();
    world
        .storage()
        .read(
            process,
            path,
            answer -> {
              if (attempt != wanted.attempt()) {
                return;
              }
              if (answer.failed() || !(answer.value() instanceof Manifest manifest)) {
                reply.accept(Optional.of(path + " cannot be read"));
                return;
              }
              restore(wanted, manifest, reply);
            });
  }

  private void restore(Deployment wanted, Manifest manifest, Consumer<Optional<String>> reply) {
    Map<SubtaskId, SubtaskRestore> restores =
        RestorePlan.of(manifest, wanted.blueprint().topology(), RestorePlan.MissingOperators.REFUSE)
            .subtasks();
    TreeSet<String> files = new TreeSet<>();
    for (SubtaskId id : mine(wanted)) {
      SubtaskRestore restore = restores.getOrDefault(id, SubtaskRestore.NOTHING);
      restore
          .operators()
          .values()
          .forEach(
              operator ->
                  operator
                      .keyed()
                      .forEach(
                          keyed ->
                              keyed.files().stream().map(SnapshotFile::path).forEach(files::add)));
    }
    world
        .storage()
        .readAll(
            process,
            List.copyOf(files),
            answer -> {
              if (attempt != wanted.attempt()) {
                return;
              }
              Map<String, Object> contents = answer.value();
              if (answer.failed() || contents == null || contents.size() < files.size()) {
                reply.accept(Optional.of("files of " + wanted.manifest() + " cannot be read"));
                return;
              }
              restored(wanted, restores, contents, reply);
            });
  }

  private Set<SubtaskId> mine(Deployment wanted) {
    return wanted.placement().on(process.name());
  }

  private void restored(
      Deployment wanted,
      Map<SubtaskId, SubtaskRestore> restores,
      Map<String, Object> files,
      Consumer<Optional<String>> reply) {
    for (SubtaskId id : mine(wanted)) {
      SubtaskRestore restore = restores.getOrDefault(id, SubtaskRestore.NOTHING);
      Subtask subtask =
          wanted.blueprint().place(id).enumerator()
              ? new EnumeratorSubtask(
                  world, process, wanted, id, restore, wanted.manifest().isPresent())
              : new LoopSubtask(world, process, wanted, id, restore, files);
      subtasks.put(id, subtask);
      inOrder.add(subtask);
      world.observers().deployed(wanted, id, process);
    }
    restoring = false;
    reply.accept(Optional.empty());
  }

  /** Ends an attempt; replies when none of its subtasks is left. */
  void cancel(long cancelled, Runnable reply) {
    if (cancelled == attempt) {
      endAll();
      deployment = null;
    }
    process.after(world.chance().between(1, 5_000), reply);
  }

  private void endAll() {
    inOrder.forEach(Subtask::stop);
    subtasks.clear();
    inOrder.clear();
  }

  /** From time to time. */
  void tick() {
    Deployment current = deployment;
    if (current == null) {
      return;
    }
    boolean heard = true;
    for (Subtask subtask : List.copyOf(inOrder)) {
      subtask.tick();
      heard &= subtask.isHeard();
    }
    if (!heard) {
      return; // silence tells the coordinator what a report cannot
    }
    world
        .bus()
        .send(
            new Bus.Link(process, current.coordinator()),
            "a heartbeat",
            () -> {
              Coordinator there = current.coordinator().coordinator();
              if (there != null) {
                there.heartbeat(current.attempt(), process);
              }
            });
  }
}
