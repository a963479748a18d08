package dev.weir.benchmarks.wire;

import dev.weir.config.ChannelOptions;
import dev.weir.runtime.channel.BarrierMessage;
import dev.weir.runtime.channel.ChannelMessage;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.InputChannel;
import dev.weir.runtime.channel.InputGate;
import dev.weir.runtime.channel.RecordReader;
import dev.weir.runtime.channel.RemoteInbox;
import dev.weir.runtime.channel.RemoteOutbox;
import dev.weir.runtime.channel.RemoteUpstream;
import dev.weir.runtime.link.Links;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Map;

/** Takes records from one channel as a subtask would, reads them, and counts. */
final class ChannelDrain extends VerticleBase {

  private final WireLoad load;
  private final int number;
  private final WireCounts counts;
  private final InputGate gate;

  ChannelDrain(WireLoad load, int number, WireCounts counts) {
    this.load = load;
    this.number = number;
    this.counts = counts;
    this.gate = new InputGate(WireLoad.ATTEMPT, load.options().credits());
  }

  @Override
  public Future<?> start() {
    ChannelOptions options = load.options();
    RemoteOutbox outbox = new RemoteOutbox();
    RemoteUpstream upstream =
        new RemoteUpstream(
            outbox,
            vertx.eventBus().sender(WireLoad.sender(number)),
            WireLoad.ATTEMPT,
            0,
            options.remote().credits());
    gate.addRemoteChannel(
        0,
        options.remote().credits(),
        upstream,
        new RecordReader(load.format(), options.frameRecords(), false));
    return vertx.deployVerticle(
        new RemoteInbox(
            WireLoad.receiver(number),
            WireLoad.ATTEMPT,
            Map.of(0, upstream),
            outbox,
            new Links(
                vertx.eventBus(),
                WireLoad.ATTEMPT,
                WireLoad.receiver(number),
                message -> counts.failed(new IllegalStateException("unexpected: " + message)),
                counts::failed),
            options.remote().acknowledgementTimeout(),
            context,
            this::take,
            counts::failed));
  }

  private void take(ChannelMessage message) {
    gate.receive(message);
    InputChannel channel = gate.next();
    while (channel != null) {
      ChannelMessage first = channel.peek();
      if (first instanceof Frame frame) {
        counts.frame((long) frame.size() * load.recordBytes());
      } else if (first instanceof BarrierMessage barrier) {
        counts.barrier(System.nanoTime() - barrier.barrier().timestamp());
      }
      channel.consumed();
      gate.again(channel);
      channel = gate.next();
    }
  }
}
