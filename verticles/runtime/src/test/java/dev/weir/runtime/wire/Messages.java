package dev.weir.runtime.wire;

import dev.weir.api.source.SourceEvent;
import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.log.CommitPermit;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.protocol.restore.OperatorRestore;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.runtime.channel.BarrierMessage;
import dev.weir.runtime.channel.ChannelProbe;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.EndOfInput;
import dev.weir.runtime.channel.EndSource;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.subtask.ReaderMessage;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message of each kind, with every part filled in. */
final class Messages {

  /** An event as a source would define it. */
  record Lag(String split, long records) implements SourceEvent {}

  static final SubtaskId SUBTASK = new SubtaskId("Map -> Keyed count", 3);

  static final CheckpointBarrier BARRIER =
      new CheckpointBarrier(17, 1_795_384_236_307L, CheckpointKind.SAVEPOINT, "job/run-1/chk-17");

  static final KeyedSnapshot CANONICAL =
      new CanonicalSnapshot(
          new KeyGroupRange(0, 63),
          List.of(
              new CanonicalSnapshot.Section(
                  5, new SnapshotFile("chk-17/a", 4096, 0xCAFE), 128, 256, -7)),
          256);

  static final KeyedSnapshot NATIVE =
      new NativeSnapshot(
          "rocksdb",
          new KeyGroupRange(64, 127),
          Map.of("000012.sst", new SnapshotFile("shared/000012.sst", 1L << 33, -1)),
          0);

  static final OperatorListState LIST =
      new OperatorListState(
          OperatorListState.Mode.UNION, "long", List.of(new byte[] {1, 2, 3}, new byte[0]));

  static final SubtaskSnapshot SNAPSHOT =
      new SubtaskSnapshot(
          Map.of(
              "count",
              new OperatorSnapshot(Optional.of(CANONICAL), Map.of("offsets", LIST)),
              "map",
              OperatorSnapshot.EMPTY),
          true);

  static final SubtaskRestore RESTORE =
      new SubtaskRestore(
          Map.of("count", new OperatorRestore(List.of(CANONICAL, NATIVE), Map.of("l", LIST))),
          false);

  static final FailureCause CAUSE =
      FailureCause.external("disk is full")
          .withDetail("java.io.IOException\n\tat X")
          .withoutRetry();

  private Messages() {}

  /** All that one JVM sends another, save what channels encode themselves. */
  static List<Object> all() {
    List<Object> all = new ArrayList<>(bodies().stream().map(Messages::onLink).toList());
    all.add(new BarrierMessage(2, 7, 99, BARRIER));
    all.add(new EndOfInput(2, 7, 100));
    all.add(new EndSource(2, 0, 3));
    all.add(new ChannelProbe(2, 0, 4));
    all.add(new CreditMessage(2, 5, 64, 61, List.of()));
    all.add(new LinkTraffic.Probe(2, "weir.job.1", 7));
    all.add(new LinkTraffic.Acknowledgement(2, "weir.job.2", 6));
    return all;
  }

  private static final EncodedAccumulators ACCUMULATED =
      new EncodedAccumulators(
          Map.of(
              "lines", new EncodedAccumulator.Failed("of two classes"),
              "records", new EncodedAccumulator.Written("a.Counter", new byte[] {1, 2})));

  static LinkTraffic.Message onLink(Object body) {
    return new LinkTraffic.Message(2, "weir.job.1", 7, body);
  }

  private static List<Object> bodies() {
    return List.of(
        new SubtaskCommand.Start(),
        new SubtaskCommand.TriggerCheckpoint(BARRIER),
        new SubtaskCommand.CompleteCheckpoint(
            CommitPermit.received(17, CheckpointKind.FINAL_CHECKPOINT)),
        new SubtaskCommand.AbortCheckpoint(18),
        new SubtaskCommand.EndSources(),
        new SubtaskCommand.TellAccumulated(),
        new SubtaskReport.Acknowledged(
            2, new SubtaskAck(17, SUBTASK, SNAPSHOT, new SnapshotMetrics(1, 2, 3, 4, 5, 6))),
        new SubtaskReport.Declined(
            2,
            new SubtaskDecline(
                17, SUBTASK, CheckpointFailureReason.SNAPSHOT_WRITE_FAILED, "no space")),
        new SubtaskReport.Progress(
            2, SUBTASK, 17, SubtaskReport.Progress.Stage.ALIGNED, 99, Optional.of(SUBTASK)),
        new SubtaskReport.Accumulated(2, SUBTASK, ACCUMULATED),
        new SubtaskReport.Ended(2, SUBTASK),
        new SubtaskReport.Committed(2, SUBTASK, 17),
        new ReaderMessage.Started(2, 1),
        new ReaderMessage.SplitRequest(2, 1),
        new ReaderMessage.Event(2, 1, new Lag("topic-4", -1)));
  }
}
