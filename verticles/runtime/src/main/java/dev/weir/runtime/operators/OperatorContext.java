package dev.weir.runtime.operators;

import dev.weir.api.JobID;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.metrics.OperatorMetricGroup;
import dev.weir.runtime.accumulators.OperatorAccumulators;
import dev.weir.runtime.channel.Intake;
import dev.weir.runtime.state.OperatorState;
import dev.weir.runtime.time.ProcessingTimeService;
import dev.weir.state.spi.KeyedStateBackend;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where an operator runs and what state it has.
 *
 * @param uid names its state in checkpoints
 * @param keyedState null if its input is not keyed
 * @param restoredCheckpoint the checkpoint that this attempt began from
 * @param processingTime the clock of the subtask
 * @param autoWatermarkInterval how often generators are asked for watermarks; zero: never
 * @param mailbox runs on the thread of the subtask what comes from others
 * @param intake what stops the subtask from taking up records
 * @param metrics where the operator and its function register what they measure
 * @param accumulators what its function adds up
 */
public record OperatorContext(
    JobID jobId,
    String jobName,
    String uid,
    TaskInfo taskInfo,
    Map<String, String> globalJobParameters,
    OperatorState operatorState,
    @Nullable KeyedStateBackend<?> keyedState,
    OptionalLong restoredCheckpoint,
    SideOutputs sideOutputs,
    ProcessingTimeService processingTime,
    Duration autoWatermarkInterval,
    Mailbox mailbox,
    Intake intake,
    OperatorMetricGroup metrics,
    OperatorAccumulators accumulators) {

  /** The keyed state of an operator that the job graph gave a keyed input. */
  @SuppressWarnings("unchecked") // the graph gives backend and operator the same key type
  public <K> KeyedStateBackend<K> requireKeyedState() {
    if (keyedState == null) {
      throw new IllegalStateException(
          "the operator "
              + taskInfo.getTaskName()
              + " has no keyed state: its input is not keyed; call keyBy(...) before it");
    }
    return (KeyedStateBackend<K>) keyedState;
  }
}
