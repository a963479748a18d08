package broadcast;

import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Limits that may change while the job runs, held against a sum for each key. */
public class Rules {

  static final MapStateDescriptor<String, Long> LIMITS =
      new MapStateDescriptor<>(
          "limits", BasicTypeInfo.STRING_TYPE_INFO, TypeInformation.of(Long.class));

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<Tuple2<String, Long>> limits = env.fromData(Tuple2.of("a", 5L));
    KeyedStream<Tuple2<String, Long>, String> payments =
        env.fromData(Tuple2.of("a", 3L), Tuple2.of("a", 4L)).keyBy(payment -> payment.f0);
    BroadcastStream<Tuple2<String, Long>> broadcast = limits.broadcast(LIMITS);
    payments.connect(broadcast).process(new Limit()).print();
    env.execute("rules");
  }

  static class Limit
      extends KeyedBroadcastProcessFunction<
          String, Tuple2<String, Long>, Tuple2<String, Long>, String> {
    private static final long serialVersionUID = 1L;
    private transient ReducingState<Long> sum;

    @Override
    public void open(OpenContext openContext) throws Exception {
      sum =
          getRuntimeContext()
              .getReducingState(new ReducingStateDescriptor<>("sum", Long::sum, Long.class));
    }

    @Override
    public void processElement(
        Tuple2<String, Long> payment, ReadOnlyContext ctx, Collector<String> out)
        throws Exception {
      sum.add(payment.f1);
      ReadOnlyBroadcastState<String, Long> limits = ctx.getBroadcastState(LIMITS);
      Long limit = limits.get(payment.f0);
      if (limit != null && sum.get() > limit) {
        out.collect(payment.f0 + " is over " + limit);
      }
    }

    @Override
    public void processBroadcastElement(
        Tuple2<String, Long> limit, Context ctx, Collector<String> out) throws Exception {
      BroadcastState<String, Long> limits = ctx.getBroadcastState(LIMITS);
      limits.put(limit.f0, limit.f1);
      for (Map.Entry<String, Long> each : limits.immutableEntries()) {
        out.collect("limit of " + each.getKey() + " is " + each.getValue());
      }
    }
  }
}
