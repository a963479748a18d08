package dev.weir.runtime.coordinator;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.views.ObservedSubtask;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One attempt in the hands of the coordinator, wherever its subtasks run. */
public interface Attempt {

  /** The job at the parallelism of this attempt. */
  JobGraph graph();

  /** The checkpoint that it restores; empty: it starts from nothing. */
  OptionalLong restoredCheckpoint();

  /**
   * Deploys all subtasks; to be called once.
   *
   * @return completes when all of them have restored their state; fails with {@link
   *     DeploymentException} if it is known which one could not
   */
  Future<?> deploy();

  /** Sends a command to every subtask, enumerators first. */
  void tellAll(SubtaskCommand command);

  void tell(SubtaskId subtask, SubtaskCommand command);

  /** Takes what subtasks on other nodes say on their links. */
  void receive(LinkTraffic traffic);

  /** Whether a node has a part in it. */
  boolean runsOn(String node);

  /** In the order in which they are shown. */
  List<? extends ObservedSubtask> subtasks();

  /**
   * Ends subtasks that have nothing left to do. User code is let close in peace; only what takes
   * longer than the timeout is treated as by {@link #cancel}.
   *
   * @return what their functions had added up when they were closed, as far as it is known
   */
  Future<Map<SubtaskId, EncodedAccumulators>> finish(Duration timeout);

  /**
   * Stops all subtasks. User code that does not end by itself is interrupted; what does not end
   * within the timeout is left behind: whatever it still sends bears the number of a dead attempt.
   */
  Future<?> cancel(Duration timeout);
}
