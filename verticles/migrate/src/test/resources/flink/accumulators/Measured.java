package accumulators;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.AverageAccumulator;
import org.apache.flink.api.common.accumulators.DoubleCounter;
import org.apache.flink.api.common.accumulators.DoubleMaximum;
import org.apache.flink.api.common.accumulators.DoubleMinimum;
import org.apache.flink.api.common.accumulators.Histogram;
import org.apache.flink.api.common.accumulators.IntCounter;
import org.apache.flink.api.common.accumulators.IntMaximum;
import org.apache.flink.api.common.accumulators.IntMinimum;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Measures wherever it can, and reads the accumulators of the result. */
public class Measured {

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromSequence(1, 1_000)
        .assignTimestampsAndWatermarks(new CountedTime())
        .map(new Counting())
        .keyBy(number -> number % 10)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
        .trigger(new CountedTrigger())
        .reduce(Long::sum)
        .sinkTo(new CountedSink());
    JobClient client = env.executeAsync();
    JobExecutionResult result = client.getJobExecutionResult().get();
    Map<String, Object> afterwards = client.getAccumulators().get();
    int records = result.getAccumulatorResult("records");
    TreeMap<Integer, Integer> digits = result.getAccumulatorResult("digits");
    Map<String, Object> all = result.getAllAccumulatorResults();
    System.out.println(records + " " + digits.size() + " " + all.size());
    if (!all.keySet().equals(afterwards.keySet())) {
      throw new IllegalStateException(all + " and " + afterwards);
    }
  }

  static class Counting extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final IntCounter records = new IntCounter();
    private final AverageAccumulator average = new AverageAccumulator();
    private final ListAccumulator<Long> sample = new ListAccumulator<>();
    private transient Counter counter;
    private transient Meter meter;
    private transient DescriptiveStatisticsHistogram sizes;

    @Override
    public void open(OpenContext openContext) {
      RuntimeContext context = getRuntimeContext();
      context.addAccumulator("records", records);
      context.addAccumulator("average", average);
      context.addAccumulator("sample", sample);
      context.addAccumulator("words", new Longest());
      context.addAccumulator("least", new IntMinimum());
      context.addAccumulator("most", new IntMaximum(0));
      context.addAccumulator("first", new LongMinimum());
      context.addAccumulator("last", new LongMaximum());
      context.addAccumulator("lightest", new DoubleMinimum());
      context.addAccumulator("heaviest", new DoubleMaximum());
      OperatorMetricGroup metrics = context.getMetricGroup();
      OperatorIOMetricGroup common = metrics.getIOMetricGroup();
      counter = common.getNumBytesInCounter();
      meter = metrics.addGroup("rates").meter("perSecond", new MeterView(new SimpleCounter()));
      sizes = metrics.histogram("sizes", new DescriptiveStatisticsHistogram(100));
      metrics.gauge("half", (Gauge<Double>) () -> records.getLocalValuePrimitive() / 2.0);
    }

    @Override
    public Long map(Long value) {
      records.add(1);
      average.add((double) value);
      sample.add(value);
      LongCounter sum = getRuntimeContext().getLongCounter("sum");
      sum.add(value);
      DoubleCounter weight = getRuntimeContext().getDoubleCounter("weight");
      weight.add(0.5);
      Histogram digits = getRuntimeContext().getHistogram("digits");
      digits.add((int) (value % 10));
      Accumulator<String, String> longest = getRuntimeContext().getAccumulator("words");
      longest.add(String.valueOf(value));
      counter.inc(8);
      meter.markEvent();
      sizes.update(value);
      return value;
    }
  }

  static class Longest implements SimpleAccumulator<String> {
    private static final long serialVersionUID = 1L;
    private String longest = "";

    @Override
    public void add(String value) {
      longest = value.length() > longest.length() ? value : longest;
    }

    @Override
    public String getLocalValue() {
      return longest;
    }

    @Override
    public void resetLocal() {
      longest = "";
    }

    @Override
    public void merge(Accumulator<String, String> other) {
      add(other.getLocalValue());
    }

    @Override
    public Longest clone() {
      Longest clone = new Longest();
      clone.add(longest);
      return clone;
    }
  }

  static class CountedTime implements WatermarkStrategy<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public WatermarkGenerator<Long> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      MetricGroup metrics = context.getMetricGroup();
      Counter watermarks = metrics.counter("watermarks");
      return new WatermarkGenerator<Long>() {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
          watermarks.inc();
          output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
      };
    }

    @Override
    public TimestampAssigner<Long> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      Counter assigned = context.getMetricGroup().counter("assigned");
      return (event, timestamp) -> {
        assigned.inc();
        return event;
      };
    }
  }

  static class CountedTrigger extends Trigger<Long, TimeWindow> {
    private static final long serialVersionUID = 1L;
    private transient Counter asked;

    @Override
    public TriggerResult onElement(
        Long element, long timestamp, TimeWindow window, TriggerContext ctx) {
      if (asked == null) {
        asked = ctx.getMetricGroup().counter("asked");
      }
      asked.inc();
      return TriggerResult.FIRE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(TimeWindow window, TriggerContext ctx) {}
  }

  static class CountedGenerator implements GeneratorFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient Counter made;

    @Override
    public void open(SourceReaderContext readerContext) {
      SourceReaderMetricGroup metrics = readerContext.metricGroup();
      made = metrics.counter("made");
      metrics.setPendingRecordsGauge(() -> 0L);
    }

    @Override
    public Long map(Long value) {
      made.inc();
      return value;
    }
  }

  static class CountedSink implements Sink<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) {
      SinkWriterMetricGroup metrics = context.metricGroup();
      Counter sent = metrics.getNumRecordsSendCounter();
      return new SinkWriter<Long>() {
        @Override
        public void write(Long element, Context context) {
          sent.inc();
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
