package dev.weir.api.spi;

import dev.weir.api.JobClient;
import dev.weir.api.graph.StreamGraph;

/** Runs job graphs. Found by {@link java.util.ServiceLoader}; the jar of the runtime brings one. */
public interface JobExecutor {

  /**
   * Starts a job and returns without waiting for its end.
   *
   * @throws Exception if the job cannot be started; the message says what is wrong
   */
  JobClient submit(StreamGraph graph) throws Exception;
}
