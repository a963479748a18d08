package dev.weir.protocol.coordinator;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.log.CommitPermit;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the coordinator wants done. */
public sealed interface CoordinatorEffect {

  void applyTo(Handler handler);

  /** Whoever carries the effects out: one method for each. */
  interface Handler {
    void sendTrigger(SendTrigger effect);

    void sendAborted(SendAborted effect);

    void storeManifest(StoreManifest effect);

    void appendLog(AppendLog effect);

    void notifyComplete(NotifyComplete effect);

    void removeFiles(RemoveFiles effect);

    void scheduleTimer(ScheduleTimer effect);

    void endSources(EndSources effect);

    void failJob(FailJob effect);

    void answerRequest(AnswerRequest effect);

    void completeJob(CompleteJob effect);

    void publishStatistics(PublishStatistics effect);
  }

  /** Tell the enumerators to snapshot, acknowledge and put the barrier into their channels. */
  record SendTrigger(CheckpointBarrier barrier, List<SubtaskId> enumerators)
      implements CoordinatorEffect {
    public SendTrigger {
      enumerators = List.copyOf(enumerators);
    }

    @Override
    public void applyTo(Handler handler) {
      handler.sendTrigger(this);
    }
  }

  /**
   * Tell all subtasks that a checkpoint is given up. Lost ones do no harm: the next barrier says it
   * too.
   */
  record SendAborted(long checkpointId, CheckpointFailureReason reason)
      implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.sendAborted(this);
    }
  }

  /**
   * Write a manifest, then tell {@link CheckpointCoordinator#onManifestStored} or {@link
   * CheckpointCoordinator#onManifestFailed}.
   */
  record StoreManifest(String path, Manifest manifest) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.storeManifest(this);
    }
  }

  /**
   * Append an entry, after those asked for before, then tell {@link CheckpointCoordinator#onLogged}
   * or {@link CheckpointCoordinator#onDeposed}.
   */
  record AppendLog(LogEntry entry) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.appendLog(this);
    }
  }

  /**
   * Tell all subtasks to commit; each confirms with {@link
   * CheckpointCoordinator#onCommitConfirmed}.
   */
  record NotifyComplete(CommitPermit permit) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.notifyComplete(this);
    }
  }

  /** Remove from storage, in whatever order, later if it fails. Nothing that exists names them. */
  record RemoveFiles(Set<String> directories, Set<String> files) implements CoordinatorEffect {
    public RemoveFiles {
      directories = Set.copyOf(directories);
      files = Set.copyOf(files);
    }

    @Override
    public void applyTo(Handler handler) {
      handler.removeFiles(this);
    }
  }

  /**
   * Call {@link CheckpointCoordinator#onTimer} at this time, at once if it has passed, instead of
   * whatever was asked for before.
   */
  record ScheduleTimer(long at) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.scheduleTimer(this);
    }
  }

  /** Tell the enumerators to give out nothing more and end their readers: the job drains. */
  record EndSources() implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.endSources(this);
    }
  }

  /** Fail the attempt. */
  record FailJob(FailureCause cause) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.failJob(this);
    }
  }

  /** Answer who asked for a checkpoint. */
  record AnswerRequest(String requestId, RequestResult result) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.answerRequest(this);
    }
  }

  /**
   * The job has done all it had to do.
   *
   * @param last permit of the terminal checkpoint; empty if there was none
   */
  record CompleteJob(Optional<CommitPermit> last) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.completeJob(this);
    }
  }

  /** Show the checkpoints as they are now. */
  record PublishStatistics(CheckpointStatistics statistics) implements CoordinatorEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.publishStatistics(this);
    }
  }
}
