package dev.weir.benchmarks.wire;

import dev.weir.config.ChannelOptions;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.runtime.channel.ChannelMessage;
import dev.weir.runtime.channel.ChannelProbe;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.channel.RemoteOutbox;
import dev.weir.runtime.channel.RemoteSender;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageProducer;

/**
 * Sends records through one channel as fast as it takes them, as a source subtask would: a slice of
 * a millisecond at a time, and nothing while there is no credit. Every tenth of a second a barrier
 * that bears the time goes with them.
 */
final class ChannelSource extends VerticleBase {

  private static final long SLICE_NANOS = 1_000_000;
  private static final long BARRIER_NANOS = 100_000_000;

  private final WireLoad load;
  private final int number;
  private final Context eventLoop;
  private final OutputGate gate;
  private final byte[] record;
  private long nextBarrier = System.nanoTime() + BARRIER_NANOS;
  private long barriers;
  private boolean turnScheduled;

  /**
   * @param eventLoop from which messages leave
   */
  ChannelSource(WireLoad load, int number, Context eventLoop) {
    this.load = load;
    this.number = number;
    this.eventLoop = eventLoop;
    this.record = load.record();
    ChannelOptions options = load.options();
    this.gate = new OutputGate(WireLoad.ATTEMPT, options.frameRecords(), options.credits());
  }

  @Override
  public Future<?> start() {
    RemoteOutbox outbox = new RemoteOutbox();
    outbox.begin(eventLoop);
    MessageProducer<Object> producer = vertx.eventBus().sender(WireLoad.receiver(number));
    RemoteSender sender =
        new RemoteSender() {
          @Override
          public void send(ChannelMessage message) {
            outbox.post(producer, message, null);
          }

          @Override
          public void ask(ChannelProbe probe) {
            outbox.post(producer, probe, null);
          }
        };
    OutputChannel channel =
        gate.addRemoteChannel(0, false, sender, load.format(), load.options().remote());
    return vertx
        .eventBus()
        .<CreditMessage>consumer(
            WireLoad.sender(number),
            credit -> {
              gate.credit(credit.body());
              schedule(channel);
            })
        .completion()
        .onSuccess(registered -> schedule(channel));
  }

  private void schedule(OutputChannel channel) {
    if (!turnScheduled) {
      turnScheduled = true;
      context.runOnContext(ignored -> turn(channel));
    }
  }

  private void turn(OutputChannel channel) {
    turnScheduled = false;
    long now = System.nanoTime();
    long deadline = now + SLICE_NANOS;
    while (gate.isAvailable() && now < deadline) {
      for (int i = 0; i < 32 && gate.isAvailable(); i++) {
        channel.write(record, Frame.NO_TIMESTAMP);
      }
      now = System.nanoTime();
    }
    if (now >= nextBarrier) {
      nextBarrier = now + BARRIER_NANOS;
      barriers++;
      channel.writeBarrier(
          new CheckpointBarrier(barriers, System.nanoTime(), CheckpointKind.CHECKPOINT, ""));
    }
    if (gate.isAvailable()) {
      schedule(channel);
    }
  }
}
