package dev.weir.protocol.alignment;

import dev.weir.protocol.Step;
import dev.weir.protocol.checkpoint.CheckpointBarrier;

/**
 * When a subtask takes its snapshot, decided from the barriers that come by its input channels.
 *
 * <p>Exactly once, {@code n} channels:
 *
 * <pre>
 * state      event                             next       effects
 * Flowing    barrier, newer, n = 1             Flowing    TakeSnapshot
 * Flowing    barrier, newer, n > 1             Aligning   Block
 * Flowing    barrier, late or aborted          Flowing    -
 * Flowing    aborted                           Flowing    -
 * Aligning   barrier, same, not the last       Aligning   Block
 * Aligning   barrier, same, the last           Flowing    TakeSnapshot, UnblockAll
 * Aligning   barrier, newer (supersession)     Aligning   AlignmentGivenUp, UnblockAll, Block
 * Aligning   barrier, late or aborted          Aligning   -
 * Aligning   aborted, this one                 Flowing    UnblockAll
 * Aligning   aborted, another one              Aligning   -
 * </pre>
 *
 * <p>At least once, nothing is ever blocked:
 *
 * <pre>
 * state      event                             next       effects
 * Counting   barrier, not the last of its id   Counting   -
 * Counting   barrier, the last of its id       Counting   AlignmentGivenUp*, TakeSnapshot
 * Counting   barrier, late or aborted          Counting   -
 * Counting   aborted                           Counting   -
 * </pre>
 *
 * <p>(* for each older one of which barriers have come.)
 *
 * <p>A channel whose input has ended goes on carrying barriers, so there is no event for the end of
 * input. A newer barrier on a channel that has not brought the older one says that the upstream
 * gave the older one up: channels keep order. A barrier that overtakes queued frames would be one
 * more state beside {@link Aligning}, entered by a timer.
 */
public sealed interface Alignment permits Flowing, Aligning, Counting {

  /**
   * A barrier came.
   *
   * @param channel from 0 to the number of channels - 1
   * @throws IllegalStateException if this channel has brought this barrier before
   */
  Step<Alignment, AlignmentEffect> onBarrier(int channel, CheckpointBarrier barrier, long nowNanos);

  /** The coordinator gave a checkpoint up, whether its barrier has come yet or not. */
  Step<Alignment, AlignmentEffect> onAborted(long checkpointId);

  static Alignment exactlyOnce(int channels) {
    requireChannels(channels);
    return new Flowing(channels, Settled.NONE);
  }

  static Alignment atLeastOnce(int channels) {
    requireChannels(channels);
    return Counting.start(channels);
  }

  private static void requireChannels(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException(
          "alignment needs at least one input channel, found " + channels);
    }
  }
}
