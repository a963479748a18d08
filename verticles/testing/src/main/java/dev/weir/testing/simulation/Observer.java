package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.alignment.Alignment;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.succession.Succession;
import dev.weir.state.spi.KeyGroupRange;
import java.util.List;

/**
 * Is told of all that happens that an invariant may be about, when it happens. Throws a {@link
 * Violation} when what it watches over does not hold.
 */
interface Observer {

  /** An entry is about to be put into the log. */
  default void writing(String log, LogRecord record) {}

  /** An entry stands in the log: the first that was ever put at its number. */
  default void logged(String log, LogRecord record) {}

  /** That entry was never synced, and is gone. */
  default void unlogged(String log, LogRecord record) {}

  /** A coordinator holds a proof that an entry is in the log. */
  default void proven(String log, LogRecord record) {}

  /** A manifest stands in storage. */
  default void manifestStored(String path, Manifest manifest) {}

  /** A checkpoint was triggered. */
  default void triggered(String log, long term, CheckpointBarrier barrier) {}

  /** A file is about to be removed. */
  default void removing(String path) {}

  /** A source subtask takes a snapshot and stands at these positions. */
  default void sourceCut(long attempt, long checkpointId, int split, int position) {}

  /** A subtask that is no source takes a snapshot. */
  default void snapshotTaken(long attempt, SubtaskId subtask, long checkpointId) {}

  /** A subtask processes a record. */
  default void processed(long attempt, SubtaskId subtask, Item item) {}

  /** A sink hands over records that are to become visible with a checkpoint. */
  default void prepared(String transaction, List<Item> records) {}

  /** What was handed over becomes visible; told once for each transaction. */
  default void committed(String transaction, String sink, List<Item> records) {}

  /** A frame was sent that has not been consumed; this many of that channel have not. */
  default void inFlight(SubtaskId sender, SubtaskId receiver, long frames, int window) {}

  /**
   * What is told outside the channels is taken.
   *
   * @param link has one sender
   * @param number how many messages the sender has sent with this one
   */
  default void told(Object link, long number) {}

  /** A node is gone, as far as its coordinator knows: this attempt cannot go on, or has failed. */
  default void mourned(Deployment deployment, NodeProcess node) {}

  /** A coordinator looks after an attempt that runs. */
  default void watched(Deployment deployment) {}

  /** A coordinator is in office. */
  default void tookOffice(String log, long term, String node) {}

  /** A coordinator has decided where the subtasks of its next attempt are to run. */
  default void placed(
      JobTopology topology, List<NodeCapacity> nodes, Placement before, Placement after) {}

  /** A subtask runs on a node. */
  default void deployed(Deployment deployment, SubtaskId subtask, NodeProcess node) {}

  /** A subtask answers for the keys of these groups. */
  default void ownsKeyGroups(long attempt, SubtaskId subtask, KeyGroupRange groups) {}

  /** All subtasks of an attempt have restored and committed what they restored. */
  default void attemptStarts(Deployment deployment) {}

  /** Time passes for a member of the cluster. */
  default void ticked(NodeProcess process, Succession succession) {}

  /** A user asked for a checkpoint or savepoint. */
  default void requested(String request) {}

  /** And got an answer. */
  default void answered(String request, boolean completed) {}

  /** Something happened to the life of a job under one coordinator. */
  default void moved(JobLife before, JobLife after) {}

  /** Something happened to the succession, as a node sees it. */
  default void moved(Succession before, Succession after) {}

  /** Something happened to the checkpoints of a coordinator. */
  default void moved(CheckpointCoordinator before, CheckpointCoordinator after) {}

  /** Something happened to the alignment of a subtask. */
  default void moved(Alignment before, Alignment after) {}

  /** The simulation is over: the job has come to its end, and users want nothing more of it. */
  default void ends(World world) {}
}
