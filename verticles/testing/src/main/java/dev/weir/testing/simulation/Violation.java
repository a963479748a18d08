package dev.weir.testing.simulation;

import java.io.Serial;

/** An invariant does not hold. */
public final class Violation extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String invariant;

  public Violation(String invariant, String message) {
    super(invariant + ": " + message);
    this.invariant = invariant;
  }

  Violation(String invariant, String message, Throwable cause) {
    super(invariant + ": " + message, cause);
    this.invariant = invariant;
  }

  /** Name of the invariant. */
  public String invariant() {
    return invariant;
  }
}
