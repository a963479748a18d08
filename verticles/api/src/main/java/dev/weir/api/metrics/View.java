package dev.weir.api.metrics;

/** A metric that is told every {@link #UPDATE_INTERVAL_SECONDS} seconds to take a look. */
public interface View {

  /** The time between two updates. */
  int UPDATE_INTERVAL_SECONDS = 5;

  /** Another interval is over; called by a thread that is not the subtask's. */
  void update();
}
