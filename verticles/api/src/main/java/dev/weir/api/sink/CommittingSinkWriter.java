package dev.weir.api.sink;

import java.util.Collection;

/** A writer whose output becomes visible by a later commit. */
public interface CommittingSinkWriter<InputT, CommT> extends SinkWriter<InputT> {

  /**
   * Returns what must be committed to make everything written since the last call visible. Called
   * after {@code flush}. From then on the output must survive the writer: it may be committed by
   * another process. Empty when nothing was written.
   */
  Collection<CommT> prepareCommit() throws Exception;
}
