package dev.weir.benchmarks.weir;

import dev.weir.benchmarks.cell.Measurement;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Tells measurements of the checkpoints of the jobs that are named after them. */
public final class CheckpointWatch extends CompletedCheckpoints {

  @Override
  public String describe() {
    return "the watch on checkpoints";
  }

  @Override
  protected boolean isOfInterest(String jobName) {
    return Measurement.isOpen(jobName);
  }

  @Override
  protected void completed(Vertx vertx, String job, String jobName, JsonObject checkpoint) {
    Measurement.find(jobName)
        .checkpoint(checkpoint.getLong("id"), checkpoint.getLong("end_to_end_duration"));
  }
}
