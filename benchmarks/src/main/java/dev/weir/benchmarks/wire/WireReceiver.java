package dev.weir.benchmarks.wire;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The receiving process; started by {@link WireCommand}, ends when its standard input does. */
@Command(name = "wire-receiver", hidden = true)
public final class WireReceiver implements Callable<Integer> {

  static final String SOCKET_COUNTS = "weir.bench.socket.counts";
  static final String CHANNEL_COUNTS = "weir.bench.channel.counts";
  static final String PORT = "weir.bench.port";

  @Option(names = "--cluster", required = true)
  private String cluster = "";

  @Option(names = "--member", required = true)
  private int member;

  @Option(names = "--record-bytes", required = true)
  private int recordBytes;

  @Option(names = "--channels", required = true)
  private int channels;

  @Option(names = "--rounds", required = true)
  private int rounds;

  @Option(
      names = "-D",
      paramLabel = "<option>=<value>",
      description = "An option of channels, as channel.remote.credits=64.")
  private Map<String, String> options = new TreeMap<>();

  @Override
  public Integer call() throws Exception {
    WireNode node = WireNode.start(cluster, Optional.of(member));
    Vertx vertx = node.vertx();
    WireCounts socket = new WireCounts();
    WireCounts channel = new WireCounts();
    NetServer server =
        WireNode.await(
            vertx
                .createNetServer()
                .connectHandler(in -> in.handler(buffer -> socket.frame(buffer.length())))
                .listen(0, WireNode.HOST));
    WireLoad load = WireLoad.of(recordBytes, options);
    for (int i = 0; i < channels * rounds; i++) {
      WireNode.await(
          vertx.deployVerticle(
              new ChannelDrain(load, i, channel),
              new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }
    answer(vertx, SOCKET_COUNTS, socket);
    answer(vertx, CHANNEL_COUNTS, channel);
    WireNode.await(
        vertx
            .eventBus()
            .<JsonObject>consumer(
                PORT, message -> message.reply(new JsonObject().put("port", server.actualPort())))
            .completion());
    System.out.println("ready");
    System.in.readAllBytes();
    node.close();
    return 0;
  }

  private static void answer(Vertx vertx, String address, WireCounts counts) throws Exception {
    WireNode.await(
        vertx
            .eventBus()
            .<JsonObject>consumer(address, message -> message.reply(counts.json()))
            .completion());
  }
}
