package dev.weir.api.state;

import dev.weir.state.State;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names one piece of state and its types. The name identifies the state within its operator, over
 * restarts and versions of the program.
 *
 * @param <S> the kind of state
 * @param <T> the type of what is kept
 */
public abstract sealed class StateDescriptor<S extends State, T> implements Serializable
    permits ValueStateDescriptor,
        ListStateDescriptor,
        MapStateDescriptor,
        ReducingStateDescriptor,
        AggregatingStateDescriptor {

  private static final long serialVersionUID = 1L;

  /** The kinds of state, as they stand in snapshots and messages. */
  public enum Type {
    /** One value. */
    VALUE,
    /** A list. */
    LIST,
    /** A map. */
    MAP,
    /** One reduced value. */
    REDUCING,
    /** One accumulator. */
    AGGREGATING
  }

  private final String name;
  private @Nullable StateTtlConfig ttlConfig;

  StateDescriptor(String name) {
    this.name = checkName(name);
  }

  private static String checkName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "The name of a state must not be blank, found '" + name + "'");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The name of a state must not contain control characters, found '"
              + name.replaceAll("\\p{Cntrl}", "?")
              + "' (each shown as ?)");
    }
    return name;
  }

  /** The name. */
  public final String getName() {
    return name;
  }

  /** Lets the state expire. To be said before the state is asked for; keyed state only. */
  public final void enableTimeToLive(StateTtlConfig newTtlConfig) {
    ttlConfig = newTtlConfig;
  }

  /** When the state expires; empty: never. */
  public final Optional<StateTtlConfig> getTtlConfig() {
    return Optional.ofNullable(ttlConfig);
  }

  /** The kind of state. */
  public abstract Type getType();

  /** Two descriptors are equal if their kinds and names are. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof StateDescriptor<?, ?> that
        && that.getType() == getType()
        && that.name.equals(name);
  }

  @Override
  public final int hashCode() {
    return 31 * getType().name().hashCode() + name.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "{" + name + "}";
  }
}
