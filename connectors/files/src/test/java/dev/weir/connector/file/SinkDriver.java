package dev.weir.connector.file;

import dev.weir.api.JobID;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.metrics.SinkCommitterMetricGroup;
import dev.weir.api.metrics.SinkWriterMetricGroup;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.sink.Committer;
import dev.weir.api.sink.Committer.CommitRequest;
import dev.weir.api.sink.CommitterInitContext;
import dev.weir.api.sink.CommittingSinkWriter;
import dev.weir.api.sink.SinkWriter;
import dev.weir.api.sink.StatefulSinkWriter;
import dev.weir.api.sink.WriterInitContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a job, played by hand: the writers and committers of all subtasks, driven as the
 * engine does, one step at a time. What it hands over goes through the serializers.
 */
final class SinkDriver {

  /** What makes a checkpoint: the writers' states and all that is not known to be committed. */
  record Checkpoint(long id, List<byte[]> states, List<byte[]> committables) {}

  static final String OPERATOR = "sink";

  private static final SinkWriter.Context NO_TIME =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
          return null;
        }
      };

  private final FileSink<String> sink;
  private final List<SinkWriter<String>> writers = new ArrayList<>();
  private final List<Committer<FileSinkCommittable>> committers = new ArrayList<>();

  SinkDriver(
      FileSink<String> sink, JobID job, int attempt, int parallelism, @Nullable Checkpoint restored)
      throws Exception {
    this.sink = sink;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      WriterInitContext context = context(job, attempt, subtask, parallelism, restored);
      if (restored == null) {
        writers.add(sink.createWriter(context));
      } else {
        List<FileWriterState> states = new ArrayList<>();
        for (int i = subtask; i < restored.states().size(); i += parallelism) {
          states.add(sink.getWriterStateSerializer().deserialize(1, restored.states().get(i)));
        }
        writers.add(sink.restoreWriter(context, states));
      }
      committers.add(sink.createCommitter(ofCommitter(context)));
    }
  }

  static WriterInitContext context(
      JobID job, int attempt, int subtask, int parallelism, @Nullable Checkpoint restored) {
    return new WriterInitContext() {
      @Override
      public SinkWriterMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSinkWriterMetricGroup();
      }

      @Override
      public JobID getJobId() {
        return job;
      }

      @Override
      public TaskInfo getTaskInfo() {
        return new TaskInfo("Sink", subtask, parallelism, 128, attempt);
      }

      @Override
      public OptionalLong getRestoredCheckpointId() {
        return restored == null ? OptionalLong.empty() : OptionalLong.of(restored.id());
      }

      @Override
      public String getOperatorUid() {
        return OPERATOR;
      }
    };
  }

  private static CommitterInitContext ofCommitter(WriterInitContext writer) {
    return new CommitterInitContext() {
      @Override
      public SinkCommitterMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSinkCommitterMetricGroup();
      }

      @Override
      public JobID getJobId() {
        return writer.getJobId();
      }

      @Override
      public TaskInfo getTaskInfo() {
        return writer.getTaskInfo();
      }

      @Override
      public OptionalLong getRestoredCheckpointId() {
        return writer.getRestoredCheckpointId();
      }

      @Override
      public String getOperatorUid() {
        return writer.getOperatorUid();
      }
    };
  }

  int parallelism() {
    return writers.size();
  }

  void write(int subtask, String record) throws Exception {
    writers.get(subtask).write(record, NO_TIME);
  }

  void endInput() throws Exception {
    for (SinkWriter<String> writer : writers) {
      writer.flush(true);
    }
  }

  /** Takes a checkpoint of the first {@code subtasks} writers, which is one only if that is all. */
  @SuppressWarnings("unchecked")
  Checkpoint checkpoint(long id, int subtasks, List<byte[]> uncommitted) throws Exception {
    List<byte[]> states = new ArrayList<>();
    List<byte[]> committables = new ArrayList<>(uncommitted);
    for (SinkWriter<String> writer : writers.subList(0, subtasks)) {
      writer.flush(false);
      for (FileSinkCommittable committable :
          ((CommittingSinkWriter<String, FileSinkCommittable>) writer).prepareCommit()) {
        committables.add(sink.getCommittableSerializer().serialize(committable));
      }
      for (FileWriterState state :
          ((StatefulSinkWriter<String, FileWriterState>) writer).snapshotState(id)) {
        states.add(sink.getWriterStateSerializer().serialize(state));
      }
    }
    return new Checkpoint(id, states, committables);
  }

  Checkpoint checkpoint(long id) throws Exception {
    return checkpoint(id, writers.size(), List.of());
  }

  /** Commits in one subtask, and returns what became of each. */
  List<Request> commit(int subtask, List<byte[]> committables) throws Exception {
    List<Request> requests = new ArrayList<>();
    for (byte[] committable : committables) {
      requests.add(new Request(sink.getCommittableSerializer().deserialize(1, committable)));
    }
    committers.get(subtask).commit(new ArrayList<>(requests));
    return requests;
  }

  void close() throws Exception {
    for (SinkWriter<String> writer : writers) {
      writer.close();
    }
    for (Committer<FileSinkCommittable> committer : committers) {
      committer.close();
    }
  }

  /** Remembers what the committer said. */
  static final class Request implements CommitRequest<FileSinkCommittable> {

    private final FileSinkCommittable committable;
    boolean alreadyCommitted;
    @Nullable Throwable failure;

    Request(FileSinkCommittable committable) {
      this.committable = committable;
    }

    @Override
    public FileSinkCommittable getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalAlreadyCommitted() {
      alreadyCommitted = true;
    }

    @Override
    public void retryLater() {
      throw new AssertionError("not expected");
    }

    @Override
    public void updateAndRetryLater(FileSinkCommittable newCommittable) {
      throw new AssertionError("not expected");
    }

    @Override
    public void signalFailedWithKnownReason(Throwable cause) {
      failure = cause;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable cause) {
      failure = cause;
    }
  }
}
