package dev.weir.runtime.channel;

import dev.weir.api.source.SourceEvent;
import dev.weir.api.source.SourceSplit;
import dev.weir.protocol.channel.CreditWindow;
import dev.weir.protocol.channel.OutboundSequence;
import dev.weir.protocol.channel.TailWatch;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a channel: fills frames, numbers messages, and holds back what there is no
 * credit for.
 *
 * <p>Messages leave in the order in which they were written here. Only frames need credit; what is
 * behind a frame that waits for credit waits with it.
 */
public final class OutputChannel {

  private final int index;
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
  private final @Nullable RemoteEnd remote;

  private Frame current;
  private long lastNumber;
  private long recordsSent;

  /**
   * Where a channel leads.
   *
   * @param index among the outputs of the subtask
   * @param receiverChannel its index among the inputs of the receiver
   * @param remote null if the receiver is in the same JVM
   */
  record Target(
      int index,
      int receiverChannel,
      boolean keyed,
      int initialCredits,
      ChannelSender sender,
      @Nullable RemoteEnd remote) {}

  /**
   * What a channel to another node has more.
   *
   * @param encoder null if no records pass through it
   */
  record RemoteEnd(RemoteSender sender, TailWatch watch, @Nullable FrameEncoder encoder) {

    void heard(long acknowledged) {
      watch.onHeard();
      if (encoder != null) {
        encoder.acknowledged(acknowledged);
      }
    }
  }

  OutputChannel(long attempt, int frameCapacity, Target target, OutputGate gate) {
    this.index = target.index();
    this.attempt = attempt;
    this.receiverChannel = target.receiverChannel();
    this.frameCapacity = frameCapacity;
    this.keyed = target.keyed();
    this.credits.grantUpTo(target.initialCredits());
    this.sender = target.sender();
    this.remote = target.remote();
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
      if (remote == null || remote.encoder() == null) {
        full.address(attempt, receiverChannel, nextNumber());
        transmit(full);
      } else {
        transmitEncoded(full, remote.encoder());
      }
    }
  }

  /** Puts a watermark, {@link Frame#IDLE} or {@link Frame#ACTIVE} behind what was written. */
  public void writeMark(long mark) {
    current.mark(mark);
  }

  /** A frame with large records becomes several. */
  private void transmitEncoded(Frame full, FrameEncoder encoder) {
    int from = 0;
    do {
      transmit(encoder.encode(full, from, attempt, receiverChannel, nextNumber()));
      from = encoder.next();
    } while (from < full.size());
    full.clear();
    empties.push(full);
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

  /**
   * Takes what the receiver says, and sends what it now has room for.
   *
   * @throws IllegalStateException if it acknowledges what was not sent
   */
  public void credit(CreditMessage message) {
    message.recycled().forEach(empties::push);
    sequence.acknowledge(message.acknowledged());
    if (remote != null) {
      remote.heard(message.acknowledged());
    }
    credits.grantUpTo(message.grantedFrames());
    if (!waiting.isEmpty()) {
      drainWaiting();
    }
  }

  public long recordsSent() {
    return recordsSent;
  }

  /**
   * A tick of the {@link TailWatch} has passed; does nothing for a receiver in the same JVM.
   *
   * @throws ChannelBrokenException if the receiver has been silent for too long
   */
  void tick() {
    if (remote == null) {
      return;
    }
    switch (remote.watch().onTick(sequence.hasTail() || !waiting.isEmpty())) {
      case NOTHING -> {}
      case ASK -> remote.sender().ask(new ChannelProbe(attempt, receiverChannel, sequence.sent()));
      case SILENT ->
          throw ChannelBrokenException.silent(index, sequence.sent(), sequence.acknowledged());
    }
  }

  private long nextNumber() {
    return ++lastNumber;
  }

  private void transmit(ChannelMessage message) {
    if (waiting.isEmpty() && mayLeave(message)) {
      send(message);
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
      send(waiting.remove());
      next = waiting.peek();
    }
    if (next == null) {
      gate.channelUnblocked();
    }
  }

  private boolean mayLeave(ChannelMessage message) {
    return !message.needsCredit() || credits.tryUse();
  }

  /** Messages leave in the order of their numbers. */
  private void send(ChannelMessage message) {
    sequence.next();
    sender.send(message);
  }

  private Frame nextEmpty() {
    Frame recycled = empties.poll();
    return recycled == null ? new Frame(frameCapacity, keyed) : recycled;
  }
}
