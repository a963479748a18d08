package dev.weir.examples.cluster;

import dev.weir.api.Collector;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.connector.file.FileSink;
import dev.weir.connector.file.OnCheckpointRollingPolicy;
import dev.weir.examples.cli.CommandLines;
import dev.weir.examples.cli.JobCommand;
import dev.weir.state.ValueState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts numbers by their remainder, with as much state for each as it is told, and sends {@link
 * Pulses} while it has output. Each remainder is first counted once as quickly as can be; then it
 * keeps a pace, until it is told to hurry by a file of that name beside the output.
 */
@Command(name = "stateful-count")
public final class StatefulCount extends JobCommand {

  /** What is printed when there is all the state that there will be. */
  static final String FULL = "stateful-count: every key is there";

  @Option(names = "--records", required = true)
  private long records;

  @Option(names = "--keys", required = true)
  private int keys;

  @Option(names = "--bytes", required = true)
  private int bytes;

  @Option(names = "--per-second", required = true)
  private int perSecond;

  @Option(names = "--output", required = true)
  private Path output = Path.of("");

  @Option(names = "--pulses", required = true)
  private int pulses;

  StatefulCount() {
    super("stateful-count");
  }

  public static void main(String[] args) {
    System.exit(CommandLines.of(new StatefulCount()).execute(args));
  }

  /** The last count of each key. */
  static Map<String, Long> expected(long records, int keys) {
    Map<String, Long> counts = new HashMap<>();
    for (int key = 0; key < keys; key++) {
      counts.put(String.valueOf(key), (records - 1 - key) / keys + 1);
    }
    return counts;
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    int modulus = keys;
    FileSink<String> lines =
        FileSink.<String>forRowFormat(
                output,
                (line, stream) -> stream.write((line + "\n").getBytes(StandardCharsets.US_ASCII)))
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .build();
    env.fromSequence(0, records - 1)
        .uid("numbers")
        .map(new Pace(keys, perSecond, output.resolveSibling("hurry").toString()))
        .uid("pace")
        .keyBy(number -> number % modulus, Types.LONG)
        .process(new Count(bytes), Types.STRING)
        .uid("count")
        .map(new Pulse(pulses))
        .uid("pulse")
        .sinkTo(lines)
        .uid("lines");
  }

  private static final class Pace extends RichMapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long unhindered;
    private final long nanosPerRecord;
    private final String hurryFile;
    private transient boolean hurry;
    private transient long due;
    private transient long checkAt;

    Pace(long unhindered, int perSecond, String hurryFile) {
      this.unhindered = unhindered;
      this.nanosPerRecord = TimeUnit.SECONDS.toNanos(1) / perSecond;
      this.hurryFile = hurryFile;
    }

    @Override
    public void open(OpenContext openContext) {
      due = System.nanoTime();
      checkAt = due;
    }

    @Override
    public Long map(Long number) {
      if (number == unhindered) {
        System.out.println(FULL);
      }
      if (number >= unhindered && !hurry) {
        long now = System.nanoTime();
        due = Math.max(due + nanosPerRecord, now - CHECK_NANOS);
        if (due > now) {
          LockSupport.parkNanos(due - now);
        }
        if (now > checkAt) {
          hurry = Files.exists(Path.of(hurryFile));
          checkAt = now + CHECK_NANOS;
        }
      }
      return number;
    }
  }

  private static final class Count extends KeyedProcessFunction<Long, Long, String> {

    private static final long serialVersionUID = 1L;

    private final int bytes;

    @SuppressWarnings("NullAway.Init") // set by open()
    private transient ValueState<Long> count;

    @SuppressWarnings("NullAway.Init") // set by open()
    private transient ValueState<byte[]> ballast;

    Count(int bytes) {
      this.bytes = bytes;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
      ballast =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("ballast", Types.PRIMITIVE_ARRAY(byte[].class)));
    }

    @Override
    public void processElement(Long number, Context ctx, Collector<String> out) throws Exception {
      Long before = count.value();
      if (before == null) {
        ballast.update(new byte[bytes]);
      } else if (ballast.value() == null) {
        throw new IllegalStateException("the state of key " + ctx.getCurrentKey() + " is lost");
      }
      long now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect(ctx.getCurrentKey() + "," + now);
    }
  }

  private static final class Pulse extends RichMapFunction<String, String> {

    private static final long serialVersionUID = 1L;

    private final int port;

    @SuppressWarnings("NullAway.Init") // set by open()
    private transient Pulses.Sender sender;

    Pulse(int port) {
      this.port = port;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
      sender = new Pulses.Sender(port, getRuntimeContext().getTaskInfo().getAttemptNumber());
    }

    @Override
    public String map(String line) throws Exception {
      sender.send();
      return line;
    }

    @Override
    public void close() {
      if (sender != null) {
        sender.close();
      }
    }
  }
}
