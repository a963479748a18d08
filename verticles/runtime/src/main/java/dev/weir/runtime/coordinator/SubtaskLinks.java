package dev.weir.runtime.coordinator;

import dev.weir.api.JobID;
import dev.weir.config.ChannelOptions;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.link.Links;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The coordinator's links with the subtasks of one attempt that are on other nodes. Used on its
 * event loop.
 */
public final class SubtaskLinks {

  private final Vertx vertx;
  private final JobID jobId;
  private final long attempt;
  private final Placement placement;
  private final Duration tick;
  private final Links links;
  private boolean closed;

  /**
   * @param coordinator is given reports, and told when a link breaks
   * @param placement where the subtasks are
   * @param self address of the coordinator in its term
   */
  public SubtaskLinks(
      Vertx vertx,
      JobVerticle coordinator,
      JobID jobId,
      long attempt,
      Placement placement,
      String self,
      ChannelOptions.Remote options) {
    this.vertx = vertx;
    this.jobId = jobId;
    this.attempt = attempt;
    this.placement = placement;
    this.tick = OutputGate.tickInterval(options);
    this.links =
        new Links(
            vertx.eventBus(),
            attempt,
            self,
            report -> coordinator.receive((SubtaskReport) report),
            broken ->
                coordinator.failAttempt(
                    attempt, FailureCause.internal(String.valueOf(broken.getMessage()))));
    watch();
  }

  /** The next tick is set when the last one is done: see {@link Links#tick}. */
  private void watch() {
    vertx.setTimer(
        tick.toMillis(),
        timer -> {
          if (!closed) {
            links.tick();
            watch();
          }
        });
  }

  public void tell(SubtaskId subtask, SubtaskCommand command) {
    if (!closed) {
      links.send(Addresses.inbox(jobId, attempt, subtask, placement.nodeOf(subtask)), command);
    }
  }

  /** Takes what came to the address of the coordinator. */
  public void receive(LinkTraffic traffic) {
    if (!closed) {
      links.receive(traffic);
    }
  }

  /** The attempt ends: what is still said is of no interest. */
  public void close() {
    closed = true;
  }
}
