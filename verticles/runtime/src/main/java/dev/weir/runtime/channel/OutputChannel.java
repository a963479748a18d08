package dev.weir.runtime.channel;

import dev.weir.api.source.SourceEvent;
import dev.weir.api.source.SourceSplit;
import dev.weir.protocol.channel.CreditWindow;
import dev.weir.protocol.channel.OutboundSequence;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The sending end of a channel: fills frames, numbers messages, and holds back what there is no
 * credit for.
 *
 * <p>Messages leave in the order in which they were written here. Only frames need credit; what is
 * behind a frame that waits for credit waits with it.
 */
public final class OutputChannel {

  private final long attempt;
  private final int receiverChannel;
  private final int frameCapacity;
  private final boolean keyed;
  private final ChannelSender sender;
  private final OutputGate gate;
  private final ArrayDeque<ChannelMessage> waiting = new ArrayDeque<>();
  private final ArrayDeque<Frame> empties = new ArrayDeque<>();

  private final OutboundSequence sequence = new OutboundSequence();
  private final CreditWindow credits = new CreditWindow();

  private Frame current;
  private long recordsSent;

  OutputChannel(
      long attempt,
      int receiverChannel,
      int frameCapacity,
      boolean keyed,
      int initialCredits,
      ChannelSender sender,
      OutputGate gate) {
    this.attempt = attempt;
    this.receiverChannel = receiverChannel;
    this.frameCapacity = frameCapacity;
    this.keyed = keyed;
    this.credits.grantUpTo(initialCredits);
    this.sender = sender;
    this.gate = gate;
    this.current = new Frame(frameCapacity, keyed);
  }

  public void write(Object record, long timestamp) {
    if (current.append(record, timestamp)) {
      flush();
    }
  }

  public void write(Object record, long timestamp, int keyHash) {
    if (current.append(record, timestamp, keyHash)) {
      flush();
    }
  }

  /** Sends what has been written so far, or queues it for credit. */
  public void flush() {
    if (!current.isEmpty()) {
      Frame full = current;
      current = nextEmpty();
      recordsSent += full.size();
      full.address(attempt, receiverChannel, nextNumber());
      transmit(full);
    }
  }

  /** Puts a watermark, {@link Frame#IDLE} or {@link Frame#ACTIVE} behind what was written. */
  public void writeMark(long mark) {
    current.mark(mark);
  }

  public void writeBarrier(CheckpointBarrier barrier) {
    flush();
    transmit(new BarrierMessage(attempt, receiverChannel, nextNumber(), barrier));
  }

  public void writeEndOfInput() {
    flush();
    transmit(new EndOfInput(attempt, receiverChannel, nextNumber()));
  }

  public void writeSplits(List<? extends SourceSplit> splits, boolean noMoreSplits) {
    transmit(new SplitAssignment(attempt, receiverChannel, nextNumber(), splits, noMoreSplits));
  }

  public void writeEvent(SourceEvent event) {
    transmit(new SourceEventMessage(attempt, receiverChannel, nextNumber(), event));
  }

  public void writeEndSource() {
    transmit(new EndSource(attempt, receiverChannel, nextNumber()));
  }

  /** Takes what the receiver says, and sends what it now has room for. */
  public void credit(CreditMessage message) {
    message.recycled().forEach(empties::push);
    sequence.acknowledge(message.acknowledged(), System.nanoTime());
    credits.grantUpTo(message.grantedFrames());
    if (!waiting.isEmpty()) {
      drainWaiting();
    }
  }

  public long recordsSent() {
    return recordsSent;
  }

  private long nextNumber() {
    return sequence.next(System.nanoTime());
  }

  private void transmit(ChannelMessage message) {
    if (waiting.isEmpty() && mayLeave(message)) {
      sender.send(message);
    } else {
      if (waiting.isEmpty()) {
        gate.channelBlocked();
      }
      waiting.add(message);
    }
  }

  private void drainWaiting() {
    ChannelMessage next = waiting.peek();
    while (next != null && mayLeave(next)) {
      sender.send(waiting.remove());
      next = waiting.peek();
    }
    if (next == null) {
      gate.channelUnblocked();
    }
  }

  private boolean mayLeave(ChannelMessage message) {
    return !(message instanceof Frame) || credits.tryUse();
  }

  private Frame nextEmpty() {
    Frame recycled = empties.poll();
    return recycled == null ? new Frame(frameCapacity, keyed) : recycled;
  }
}
