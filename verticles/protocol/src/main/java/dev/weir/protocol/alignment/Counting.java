package dev.weir.protocol.alignment;

import dev.weir.protocol.Step;
import dev.weir.protocol.alignment.AlignmentEffect.AlignmentGivenUp;
import dev.weir.protocol.alignment.AlignmentEffect.TakeSnapshot;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * At least once: barriers are counted, nothing is held back.
 *
 * @param open checkpoints of which some barriers have come, by id
 */
record Counting(int channels, SortedMap<Long, Arrivals> open, Settled settled)
    implements Alignment {

  /** Where the barrier of one checkpoint has come by. */
  record Arrivals(ChannelSet arrived, long startedNanos) {}

  static Counting start(int channels) {
    return new Counting(channels, new TreeMap<>(), Settled.NONE);
  }

  @Override
  public Step<Alignment, AlignmentEffect> onBarrier(
      int channel, CheckpointBarrier barrier, long nowNanos) {
    long id = barrier.checkpointId();
    if (settled.contains(id)) {
      return Step.to(this);
    }
    Arrivals before = open.get(id);
    if (before != null && before.arrived().contains(channel)) {
      throw new IllegalStateException(
          "channel %d brought barrier %d twice; arrived so far: %s"
              .formatted(channel, id, before.arrived()));
    }
    int arrived = before == null ? 1 : before.arrived().size() + 1;
    if (arrived == channels) {
      return complete(barrier, before == null ? nowNanos : before.startedNanos());
    }
    SortedMap<Long, Arrivals> more = new TreeMap<>(open);
    more.put(
        id,
        before == null
            ? new Arrivals(ChannelSet.of(channel, channels), nowNanos)
            : new Arrivals(before.arrived().plus(channel), before.startedNanos()));
    return Step.to(new Counting(channels, more, settled));
  }

  private Step<Alignment, AlignmentEffect> complete(CheckpointBarrier barrier, long startedNanos) {
    long id = barrier.checkpointId();
    List<AlignmentEffect> effects = new ArrayList<>();
    open.headMap(id).keySet().forEach(older -> effects.add(new AlignmentGivenUp(older)));
    effects.add(new TakeSnapshot(barrier, startedNanos));
    return new Step<>(
        new Counting(channels, new TreeMap<>(open.tailMap(id + 1)), settled.upTo(id)), effects);
  }

  @Override
  public Step<Alignment, AlignmentEffect> onAborted(long checkpointId) {
    SortedMap<Long, Arrivals> rest = new TreeMap<>(open);
    rest.remove(checkpointId);
    return Step.to(new Counting(channels, rest, settled.plusAborted(checkpointId)));
  }
}
