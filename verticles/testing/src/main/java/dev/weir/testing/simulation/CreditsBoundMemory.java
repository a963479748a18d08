package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;

/** Of a channel never more frames are under way or waiting than were granted. */
final class CreditsBoundMemory implements Observer {

  @Override
  public void inFlight(SubtaskId sender, SubtaskId receiver, long frames, int window) {
    if (frames > window) {
      throw new Violation(
          "CreditsBoundMemory",
          "%d frames from %s to %s, %d were granted".formatted(frames, sender, receiver, window));
    }
  }
}
