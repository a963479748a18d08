package dev.weir.testing.simulation;

import java.util.ArrayDeque;

/** Carries out effects one after the other, as in the runtime. */
final class EffectQueue {

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean carryingOut;

  void add(Runnable effect) {
    waiting.add(effect);
  }

  void carryOut() {
    if (carryingOut) {
      return;
    }
    carryingOut = true;
    Runnable effect = waiting.poll();
    while (effect != null) {
      effect.run();
      effect = waiting.poll();
    }
    carryingOut = false;
  }
}
