package dev.weir.runtime.state;

import dev.weir.api.state.StateDescriptor;
import dev.weir.api.state.StateTtlConfig;
import dev.weir.api.state.StateTtlConfig.StateVisibility;
import dev.weir.api.state.StateTtlConfig.UpdateType;
import dev.weir.state.spi.StateTtl;
import org.jspecify.annotations.Nullable;

/** What a program says of expiring state, in the words of the backends. */
final class TimeToLive {

  private TimeToLive() {}

  /** Null if the state does not expire. */
  static @Nullable StateTtl of(StateDescriptor<?, ?> descriptor) {
    StateTtlConfig config = descriptor.getTtlConfig().orElse(null);
    if (config == null || !config.isEnabled()) {
      return null;
    }
    return new StateTtl(
        config.getTimeToLive().toMillis(),
        config.getUpdateType() == UpdateType.OnReadAndWrite
            ? StateTtl.Touch.ON_READ_AND_WRITE
            : StateTtl.Touch.ON_CREATE_AND_WRITE,
        config.getStateVisibility() == StateVisibility.NeverReturnExpired
            ? StateTtl.Visibility.NEVER_RETURN_EXPIRED
            : StateTtl.Visibility.RETURN_EXPIRED_IF_NOT_CLEANED_UP,
        new StateTtl.Cleanup(
            config.isCleanupInFullSnapshot(),
            config.getIncrementalCleanupSize(),
            config.isCleanupForEveryKey(),
            config.isCleanupInCompaction()));
  }
}
