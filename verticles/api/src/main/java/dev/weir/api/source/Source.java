package dev.weir.api.source;

import java.io.Serializable;

/**
 * A replayable source of records, divided into splits.
 *
 * <p><b>Parts.</b> There is one {@link SplitEnumerator} per job, which finds splits and assigns
 * them, and one {@link SourceReader} per subtask, which reads the splits assigned to it.
 *
 * <p><b>Sharing.</b> A source is a factory. One instance serves all subtasks of a process and its
 * methods may be called from several threads, so it must be immutable; readers must not share
 * anything that changes. The engine does not copy it.
 *
 * <p><b>Exactly once.</b> The positions of the readers (as splits) and the checkpoint of the
 * enumerator are part of every checkpoint. After a restore the enumerator is made by {@link
 * #restoreEnumerator}, the splits that were in the hands of readers are dealt out to the new
 * readers (of which there may be more or fewer), and each must go on after the last record emitted
 * before the checkpoint. Every split must thus be in exactly one of the two places at a checkpoint;
 * the engine sees to it for splits that are on their way.
 *
 * @param <T> the type of the records
 * @param <SplitT> the type of the splits
 * @param <EnumChkT> the type of the enumerator's checkpoint
 */
public interface Source<T, SplitT extends SourceSplit, EnumChkT> extends Serializable {

  /** Whether the source ends by itself. */
  Boundedness getBoundedness();

  /** Makes the reader of one subtask. Called on the thread of the subtask. */
  SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) throws Exception;

  /** Makes the enumerator of a job that starts from the beginning. */
  SplitEnumerator<SplitT, EnumChkT> createEnumerator(SplitEnumeratorContext<SplitT> enumContext)
      throws Exception;

  /** Makes the enumerator of a job that starts from a checkpoint. */
  SplitEnumerator<SplitT, EnumChkT> restoreEnumerator(
      SplitEnumeratorContext<SplitT> enumContext, EnumChkT checkpoint) throws Exception;

  /** Writes splits, to checkpoints and between processes. */
  SimpleVersionedSerializer<SplitT> getSplitSerializer();

  /** Writes the enumerator's checkpoint. */
  SimpleVersionedSerializer<EnumChkT> getEnumeratorCheckpointSerializer();
}
