package dev.weir.protocol.restore;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which subtask restores what.
 *
 * @param checkpointId what is restored
 * @param subtasks for every subtask of the job
 * @param dropped uids of operators whose state is in the checkpoint but not in the job
 */
public record RestorePlan(
    long checkpointId, Map<SubtaskId, SubtaskRestore> subtasks, List<String> dropped) {

  /** What is to happen to the state of operators that the job does not have. */
  public enum MissingOperators {
    REFUSE,
    ALLOW
  }

  public RestorePlan {
    subtasks = Map.copyOf(subtasks);
    dropped = List.copyOf(dropped);
  }

  /**
   * Plans the restore of a job, at whatever parallelism it has now.
   *
   * <p>A subtask has ended if the end of input was handled by all operators of its chain: at the
   * same parallelism by their subtask of that index, at another one by all their subtasks. It has
   * not ended if what feeds it was rescaled and goes on: then it may get records of which it knew
   * nothing.
   *
   * @throws RestoreRefusedException if the checkpoint does not fit the job
   */
  public static RestorePlan of(Manifest manifest, JobTopology job, MissingOperators missing) {
    List<String> dropped = missingOperators(manifest, job, missing);
    requireSameMaxParallelism(manifest, job);
    Map<String, OperatorSnapshots> snapshots =
        manifest.operators().stream().collect(toMap(OperatorSnapshots::uid, Function.identity()));
    Map<SubtaskId, SubtaskRestore> subtasks = new HashMap<>();
    for (JobTopology.Vertex vertex : job.vertices()) {
      for (SubtaskId subtask : vertex.subtasks()) {
        subtasks.put(subtask, restoreOf(vertex, subtask.index(), snapshots));
      }
      goOnBehindOthers(vertex, job, snapshots, subtasks);
    }
    refuseNewInputs(manifest, job, snapshots, subtasks);
    return new RestorePlan(manifest.checkpointId(), subtasks, dropped);
  }

  private static List<String> missingOperators(
      Manifest manifest, JobTopology job, MissingOperators missing) {
    List<OperatorSnapshots> lost =
        manifest.operators().stream()
            .filter(operator -> operator.hasState() && job.vertexOf(operator.uid()).isEmpty())
            .toList();
    if (!lost.isEmpty() && missing == MissingOperators.REFUSE) {
      throw new RestoreRefusedException(
          ("checkpoint %d has state of operators that the job does not have: %s; "
                  + "give the operators of the job these uids, or allow state to be dropped")
              .formatted(
                  manifest.checkpointId(),
                  lost.stream()
                      .map(operator -> "%s (%s)".formatted(operator.uid(), operator.name()))
                      .collect(joining(", "))));
    }
    return lost.stream().map(OperatorSnapshots::uid).toList();
  }

  private static void requireSameMaxParallelism(Manifest manifest, JobTopology job) {
    List<String> changed = new ArrayList<>();
    for (OperatorSnapshots operator : manifest.operators()) {
      job.vertexOf(operator.uid())
          .filter(vertex -> operator.hasState())
          .filter(vertex -> vertex.maxParallelism() != operator.maxParallelism())
          .ifPresent(
              vertex ->
                  changed.add(
                      "%s (%s) had %d and now has %d"
                          .formatted(
                              operator.uid(),
                              operator.name(),
                              operator.maxParallelism(),
                              vertex.maxParallelism())));
    }
    if (!changed.isEmpty()) {
      throw new RestoreRefusedException(
          ("the maximum parallelism of operators differs from that in checkpoint %d, "
                  + "but it is fixed for the life of their state: %s")
              .formatted(manifest.checkpointId(), String.join(", ", changed)));
    }
  }

  private static SubtaskRestore restoreOf(
      JobTopology.Vertex vertex, int index, Map<String, OperatorSnapshots> snapshots) {
    Map<String, OperatorRestore> operators = new HashMap<>();
    boolean ended = !vertex.operators().isEmpty();
    for (JobTopology.Operator operator : vertex.operators()) {
      OperatorSnapshots snapshot = snapshots.get(operator.uid());
      if (snapshot != null) {
        operators.put(operator.uid(), Redistribution.of(snapshot, vertex.parallelism()).to(index));
      }
      ended &= hasEnded(snapshot, vertex.parallelism(), index);
    }
    return new SubtaskRestore(operators, ended);
  }

  private static List<JobTopology.Vertex> inputsOf(JobTopology.Vertex vertex, JobTopology job) {
    return job.edges().stream()
        .filter(edge -> edge.target().equals(vertex.id()))
        .map(edge -> job.vertex(edge.source()))
        .toList();
  }

  private static void goOnBehindOthers(
      JobTopology.Vertex vertex,
      JobTopology job,
      Map<String, OperatorSnapshots> snapshots,
      Map<SubtaskId, SubtaskRestore> subtasks) {
    boolean goesOn =
        inputsOf(vertex, job).stream()
            .anyMatch(
                input ->
                    isRescaled(input, snapshots)
                        && input.subtasks().stream().anyMatch(s -> !isEnded(subtasks, s)));
    if (goesOn) {
      for (SubtaskId subtask : vertex.subtasks()) {
        subtasks.computeIfPresent(
            subtask, (id, restore) -> new SubtaskRestore(restore.operators(), false));
      }
    }
  }

  private static boolean isEnded(Map<SubtaskId, SubtaskRestore> subtasks, SubtaskId subtask) {
    SubtaskRestore restore = subtasks.get(subtask);
    return restore != null && restore.ended();
  }

  private static boolean isRescaled(
      JobTopology.Vertex vertex, Map<String, OperatorSnapshots> snapshots) {
    return vertex.operators().stream()
        .map(operator -> snapshots.get(operator.uid()))
        .anyMatch(snapshot -> snapshot != null && snapshot.parallelism() != vertex.parallelism());
  }

  /** An operator that has ended takes nothing up any more: a new input of it would be lost. */
  private static void refuseNewInputs(
      Manifest manifest,
      JobTopology job,
      Map<String, OperatorSnapshots> snapshots,
      Map<SubtaskId, SubtaskRestore> subtasks) {
    for (JobTopology.Edge edge : job.edges()) {
      JobTopology.Operator input = job.vertex(edge.source()).operators().get(0);
      JobTopology.Vertex ended = job.vertex(edge.target());
      if (!snapshots.containsKey(input.uid())
          && ended.subtasks().stream().anyMatch(subtask -> isEnded(subtasks, subtask))) {
        JobTopology.Operator operator = ended.operators().get(0);
        throw new RestoreRefusedException(
            ("%s (%s) had come to its end in checkpoint %d, and now gets records from %s (%s), of"
                    + " which that checkpoint knows nothing: its results would be lost; give the"
                    + " new operator the uid of the one before it, or give %s a new uid and let its"
                    + " state be dropped")
                .formatted(
                    operator.uid(),
                    operator.name(),
                    manifest.checkpointId(),
                    input.uid(),
                    input.name(),
                    operator.uid()));
      }
    }
  }

  private static boolean hasEnded(
      @Nullable OperatorSnapshots snapshot, int parallelism, int index) {
    if (snapshot == null) {
      return false;
    }
    return snapshot.parallelism() == parallelism
        ? snapshot.subtasks().get(index).ended()
        : snapshot.allEnded();
  }
}
