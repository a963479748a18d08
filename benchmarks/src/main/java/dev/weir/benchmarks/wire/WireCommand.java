package dev.weir.benchmarks.wire;

import dev.weir.benchmarks.cell.ProcessCosts;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Throughput between two processes: a bare socket, then channels, turn by turn. */
@Command(
    name = "wire",
    mixinStandardHelpOptions = true,
    description = {
      "Sends records to another JVM through channels and through a bare Vert.x socket, by turns,",
      "and prints one line of JSON."
    })
public final class WireCommand implements Callable<Integer> {

  private static final int SOCKET_BUFFER = 32 << 10;
  private static final long WARM_UP_MILLIS = 1_000;

  @Option(names = "--record-bytes", defaultValue = "1000", description = "${DEFAULT-VALUE}.")
  private int recordBytes;

  @Option(names = "--channels", defaultValue = "2", description = "${DEFAULT-VALUE}.")
  private int channels;

  @Option(names = "--rounds", defaultValue = "3", description = "${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "3", description = "Of each turn: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "-D",
      paramLabel = "<option>=<value>",
      description = "An option of channels, as channel.remote.credits=64.")
  private Map<String, String> options = new TreeMap<>();

  /**
   * One turn.
   *
   * @param cpuMillis of both processes, for each megabyte
   */
  private record Rate(double frames, double megabytes, double cpuMillis, JsonObject last) {}

  @Override
  public Integer call() throws Exception {
    String cluster = "weir-bench-" + UUID.randomUUID();
    WireNode node = WireNode.start(cluster, Optional.empty());
    Process receiver = startReceiver(cluster, node.memberPort());
    try {
      System.out.println(measure(node.vertx()).encode());
      return 0;
    } finally {
      receiver.getOutputStream().close();
      receiver.waitFor();
      node.close();
    }
  }

  private Process startReceiver(String cluster, int memberPort) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.weir.benchmarks.Main");
    command.add("wire-receiver");
    command.add("--cluster=" + cluster);
    command.add("--member=" + memberPort);
    command.add("--record-bytes=" + recordBytes);
    command.add("--channels=" + channels);
    command.add("--rounds=" + rounds);
    options.forEach((key, value) -> command.add("-D" + key + "=" + value));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader printed =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = printed.readLine();
    while (line != null && !line.equals("ready")) {
      line = printed.readLine();
    }
    if (line == null) {
      throw new IOException("the receiving process ended before it was ready");
    }
    return process;
  }

  private JsonObject measure(Vertx vertx) throws Exception {
    List<Rate> sockets = new ArrayList<>();
    List<Rate> weir = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      sockets.add(socket(vertx));
      weir.add(channels(vertx, round * channels));
    }
    Rate socket = median(sockets);
    Rate channel = median(weir);
    return new JsonObject()
        .put("cell", "wire")
        .put("record_bytes", recordBytes)
        .put("channels", channels)
        .put("rounds", rounds)
        .put("weir_frames_per_s", Math.round(channel.frames()))
        .put("weir_mb_per_s", Math.round(channel.megabytes()))
        .put("socket_mb_per_s", Math.round(socket.megabytes()))
        .put("percent_of_socket", Math.round(100 * channel.megabytes() / socket.megabytes()))
        .put("weir_cpu_ms_per_mb", rounded(channel.cpuMillis()))
        .put("socket_cpu_ms_per_mb", rounded(socket.cpuMillis()))
        .put("barrier_p50_us", channel.last().getLong("barrier_p50_us"))
        .put("barrier_p99_us", channel.last().getLong("barrier_p99_us"))
        .put("failure", channel.last().getString("failure"));
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  private static Rate median(List<Rate> rates) {
    return rates.stream()
        .sorted((a, b) -> Double.compare(a.megabytes(), b.megabytes()))
        .toList()
        .get(rates.size() / 2);
  }

  private Rate socket(Vertx vertx) throws Exception {
    int port = ask(vertx, WireReceiver.PORT).getInteger("port");
    NetClient client = vertx.createNetClient();
    List<NetSocket> sockets = new ArrayList<>();
    for (int i = 0; i < channels; i++) {
      NetSocket socket = WireNode.await(client.connect(port, WireNode.HOST));
      sockets.add(socket);
      Buffer buffer = Buffer.buffer(new byte[SOCKET_BUFFER]);
      vertx.runOnContext(ignored -> fill(socket, buffer));
    }
    Rate rate = rate(vertx, WireReceiver.SOCKET_COUNTS);
    sockets.forEach(NetSocket::close);
    client.close();
    return rate;
  }

  private static void fill(NetSocket socket, Buffer buffer) {
    while (!socket.writeQueueFull()) {
      if (socket.write(buffer).failed()) {
        return;
      }
    }
    socket.drainHandler(ignored -> fill(socket, buffer));
  }

  private Rate channels(Vertx vertx, int first) throws Exception {
    WireLoad load = WireLoad.of(recordBytes, options);
    List<String> deployed = new ArrayList<>();
    Context eventLoop = vertx.getOrCreateContext();
    for (int i = 0; i < channels; i++) {
      deployed.add(
          WireNode.await(
              vertx.deployVerticle(
                  new ChannelSource(load, first + i, eventLoop),
                  new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))));
    }
    Rate rate = rate(vertx, WireReceiver.CHANNEL_COUNTS);
    for (String id : deployed) {
      WireNode.await(vertx.undeploy(id));
    }
    return rate;
  }

  private Rate rate(Vertx vertx, String address) throws Exception {
    Thread.sleep(WARM_UP_MILLIS);
    JsonObject before = ask(vertx, address);
    double cpuBefore = ProcessCosts.cpuSeconds();
    Thread.sleep(seconds * 1_000L);
    JsonObject after = ask(vertx, address);
    double cpu =
        ProcessCosts.cpuSeconds()
            - cpuBefore
            + after.getDouble("cpu_s")
            - before.getDouble("cpu_s");
    double megabytes = (after.getLong("bytes") - before.getLong("bytes")) / 1e6;
    double elapsed = (after.getLong("nanos") - before.getLong("nanos")) / 1e9;
    return new Rate(
        (after.getLong("frames") - before.getLong("frames")) / elapsed,
        megabytes / elapsed,
        1_000 * cpu / megabytes,
        after);
  }

  private static JsonObject ask(Vertx vertx, String address) throws Exception {
    return WireNode.await(vertx.eventBus().<JsonObject>request(address, new JsonObject())).body();
  }
}
