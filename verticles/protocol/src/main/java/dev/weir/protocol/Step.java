package dev.weir.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The answer of a state machine to an event: remember {@code next} first, then carry out the
 * effects in their order.
 */
public record Step<S, E>(S next, List<E> effects) {

  public Step {
    requireNonNull(next, "next is null");
    effects = List.copyOf(effects);
  }

  public static <S, E> Step<S, E> to(S next) {
    return new Step<>(next, List.of());
  }

  public static <S, E> Step<S, E> to(S next, E effect) {
    return new Step<>(next, List.of(effect));
  }

  public static <S, E> Step<S, E> to(S next, E first, E second) {
    return new Step<>(next, List.of(first, second));
  }
}
