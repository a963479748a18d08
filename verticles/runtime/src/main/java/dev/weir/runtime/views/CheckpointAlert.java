package dev.weir.runtime.views;

import dev.weir.config.CheckpointOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says when the last good checkpoint is older than it should be: a job may look healthy while its
 * checkpoints have been failing for an hour.
 */
final class CheckpointAlert {

  /** Intervals without a good checkpoint that are nothing to speak of. */
  private static final int PATIENCE = 3;

  /** Checkpoints of a few milliseconds may be late by a second. */
  private static final long LEAST_MILLIS = 5_000;

  private CheckpointAlert() {}

  /**
   * @param lastGood when the last checkpoint was completed, or else the attempt began to run
   * @return null if there is nothing to say
   */
  static @Nullable JsonObject of(CheckpointOptions options, long lastGood, long now) {
    if (options.interval().isEmpty() || lastGood < 0) {
      return null;
    }
    Duration expected = options.interval().get().plus(options.minPause());
    long limit = Math.max(LEAST_MILLIS, PATIENCE * expected.toMillis());
    long age = now - lastGood;
    if (age <= limit) {
      return null;
    }
    return new JsonObject()
        .put("since", lastGood)
        .put("age", age)
        .put("limit", limit)
        .put(
            "message",
            "no checkpoint was completed for %s; one is expected every %s"
                .formatted(seconds(age), seconds(expected.toMillis())));
  }

  private static String seconds(long millis) {
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1e3)
        : millis / 1_000 + " s";
  }
}
