package dev.weir.runtime.subtask;

import dev.weir.config.ChannelOptions;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.channel.TailWatch;
import dev.weir.runtime.channel.ChannelMessage;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.InputGate;
import dev.weir.runtime.channel.OutputGate;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One subtask as a worker verticle: wires channels, operators and loop together, and owns their
 * life.
 *
 * <p>Everything but {@link #cancel} and {@link #metrics} runs on the verticle's context, so on one
 * thread at a time.
 */
public final class SubtaskVerticle extends VerticleBase implements CancellableSubtask {

  private final SubtaskPlan plan;
  private final SubtaskServices services;
  private final SubtaskMetrics metrics = new SubtaskMetrics();
  private final Interruption interruption = new Interruption();
  private @Nullable OperatorChain chain;
  private @Nullable SubtaskLoop loop;
  private @Nullable Snapshots snapshots;
  private volatile EncodedAccumulators accumulated = EncodedAccumulators.NONE;

  public SubtaskVerticle(SubtaskPlan plan, SubtaskServices services) {
    this.plan = plan;
    this.services = services;
  }

  @Override
  public Future<?> start() throws Exception {
    interruption.enter();
    try {
      SubtaskBus bus = new SubtaskBus(vertx, plan);
      ChannelOptions channelOptions = services.options().channel();
      ChannelWiring channels = new ChannelWiring(plan, channelOptions, bus);
      OutputGate outputs =
          new OutputGate(plan.attempt(), channelOptions.frameRecords(), channelOptions.credits());
      InputGate inputs = channels.inputs();
      SubtaskTimers timers = new SubtaskTimers(vertx);
      SubtaskMailbox mailbox = new SubtaskMailbox();
      OperatorChain operators =
          new ChainBuilder(
                  plan,
                  services,
                  channels.outputs(outputs, interruption),
                  bus,
                  timers.service(),
                  mailbox,
                  outputs)
              .build();
      chain = operators;
      operators.open();
      snapshots = new Snapshots(plan, services, bus, operators, metrics);
      loop =
          new SubtaskLoop(
              context,
              plan,
              services,
              bus,
              inputs,
              outputs,
              operators,
              snapshots,
              metrics,
              interruption,
              timers,
              mailbox);
      SubtaskLoop running = loop;
      timers.onDue(running::scheduleTurn);
      mailbox.onMail(() -> context.runOnContext(ignored -> running.scheduleTurn()));
      if (outputs.hasRemoteChannels()) {
        watchTails(running, OutputGate.tickInterval(channelOptions.remote()));
      }
      return Future.all(
          vertx.eventBus().consumer(bus.address(), this::receive).completion(),
          channels.listen(
              vertx, context, running::receive, this::receive, running::failFromElsewhere));
    } catch (Throwable e) {
      closeAfter(e);
      throw e;
    } finally {
      interruption.exit();
    }
  }

  /** A verticle that does not start is not stopped either. */
  private void closeAfter(Throwable failure) {
    if (chain != null) {
      try {
        chain.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** The next tick is set when the last one is done: see {@link TailWatch}. */
  private void watchTails(SubtaskLoop running, Duration interval) {
    vertx.setTimer(
        interval.toMillis(),
        timer -> {
          if (running.tick()) {
            watchTails(running, interval);
          }
        });
  }

  private void receive(Message<Object> message) {
    SubtaskLoop running = loop;
    if (running == null) {
      return;
    }
    Object body;
    try {
      body = message.body();
    } catch (RuntimeException e) {
      running.failFromElsewhere(e);
      return;
    }
    receive(body);
  }

  private void receive(Object body) {
    SubtaskLoop running = loop;
    if (running == null) {
      return;
    }
    if (body instanceof ChannelMessage channelMessage) {
      running.receive(channelMessage);
    } else if (body instanceof CreditMessage credit) {
      running.receive(credit);
    } else if (body instanceof SubtaskCommand command) {
      running.receive(command);
    }
  }

  @Override
  public Future<?> stop() {
    if (loop != null) {
      loop.stop();
    }
    Future<?> written = snapshots == null ? Future.succeededFuture() : snapshots.abandon();
    return written.eventually(this::closeChain);
  }

  private Future<?> closeChain() {
    OperatorChain closing = chain;
    if (closing == null) {
      return Future.succeededFuture();
    }
    interruption.enter();
    try {
      closing.close();
      return Future.succeededFuture();
    } catch (Exception e) {
      return Future.failedFuture(e);
    } finally {
      accumulated = closing.accumulated();
      interruption.exit();
    }
  }

  @Override
  public SubtaskId subtask() {
    return plan.subtask();
  }

  @Override
  public void cancel() {
    interruption.cancel();
  }

  @Override
  public void interrupt() {
    interruption.interrupt();
  }

  @Override
  public Optional<Thread> busyThread() {
    return interruption.worker();
  }

  @Override
  public SubtaskMetrics metrics() {
    return metrics;
  }

  @Override
  public EncodedAccumulators accumulated() {
    return accumulated;
  }

  @Override
  public String address() {
    return plan.addressOf(plan.subtask());
  }
}
