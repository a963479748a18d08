package dev.weir.runtime.coordinator;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Carries out effects one after the other, in the order in which they were decided on; also those
 * that an effect leads to come after the ones before it. Used on one event loop.
 */
final class EffectQueue {

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final Consumer<RuntimeException> onFailure;
  private boolean carryingOut;

  /**
   * @param onFailure told if an effect throws; what waits behind it is dropped
   */
  EffectQueue(Consumer<RuntimeException> onFailure) {
    this.onFailure = onFailure;
  }

  /** Takes effects; call {@link #carryOut} when all of one step are there. */
  void add(Runnable effect) {
    waiting.add(effect);
  }

  void carryOut() {
    if (carryingOut) {
      return;
    }
    carryingOut = true;
    try {
      Runnable effect = waiting.poll();
      while (effect != null) {
        effect.run();
        effect = waiting.poll();
      }
    } catch (RuntimeException e) {
      waiting.clear();
      onFailure.accept(e);
    } finally {
      carryingOut = false;
    }
  }
}
