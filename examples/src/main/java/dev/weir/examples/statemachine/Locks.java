package dev.weir.examples.statemachine;

import dev.weir.api.source.GeneratorFunction;

/**
 * The events of some locks in turn. Each goes through its states; every {@code errorEvery}th event
 * is one that does not belong there.
 */
final class Locks implements GeneratorFunction<Long, Event> {

  private static final long serialVersionUID = 1L;
  private static final int LOCKS = 8;

  private final long errorEvery;

  Locks(long errorEvery) {
    this.errorEvery = errorEvery;
  }

  @Override
  public Event map(Long index) {
    int lock = (int) (index % LOCKS);
    Event.Kind[] kinds = Event.Kind.values();
    int step = (int) (index / LOCKS % kinds.length);
    boolean isWrong = index % errorEvery == errorEvery - 1;
    return new Event(lock, kinds[(step + (isWrong ? 1 : 0)) % kinds.length]);
  }
}
