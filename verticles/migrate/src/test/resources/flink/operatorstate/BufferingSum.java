package operatorstate;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A running sum of each subtask, in operator state. */
public class BufferingSum {

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromSequence(1, 10).map(new Sum()).print();
    env.execute();
  }

  static class Sum implements MapFunction<Long, Long>, CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private transient ListState<Long> checkpointed;
    private long sum;

    @Override
    public Long map(Long value) {
      sum += value;
      return sum;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      checkpointed.clear();
      checkpointed.add(sum);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      checkpointed =
          context.getOperatorStateStore().getListState(new ListStateDescriptor<>("sum", Long.class));
      if (context.isRestored()) {
        for (Long part : checkpointed.get()) {
          sum += part;
        }
      }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {}
  }
}
