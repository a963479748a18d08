package dev.weir.connector.file;

import dev.weir.api.MemorySize;
import java.time.Duration;

/**
 * Closes a part file when it has reached a size (default 128 MiB), when it is of some age (default
 * 60 s), or when it has not grown for some time (default 60 s). Otherwise it stays open over
 * checkpoints. Age and growth are looked at when a checkpoint is taken.
 */
public final class DefaultRollingPolicy<T> implements RollingPolicy<T> {

  private static final long serialVersionUID = 1;

  private final long maxPartBytes;
  private final long rolloverMillis;
  private final long inactivityMillis;

  private DefaultRollingPolicy(PolicyBuilder builder) {
    this.maxPartBytes = builder.maxPartSize.getBytes();
    this.rolloverMillis = builder.rolloverInterval.toMillis();
    this.inactivityMillis = builder.inactivityInterval.toMillis();
  }

  /** Begins a policy with the defaults. */
  public static PolicyBuilder builder() {
    return new PolicyBuilder();
  }

  @Override
  public boolean shouldRollOnCheckpoint(PartFileInfo partFile) {
    return partFile.getSize() >= maxPartBytes;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo partFile, T element) {
    return partFile.getSize() >= maxPartBytes;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo partFile, long currentTime) {
    return currentTime - partFile.getCreationTime() >= rolloverMillis
        || currentTime - partFile.getLastUpdateTime() >= inactivityMillis;
  }

  /** Collects what the policy needs. */
  public static final class PolicyBuilder {

    private MemorySize maxPartSize = MemorySize.ofMebiBytes(128);
    private Duration rolloverInterval = Duration.ofSeconds(60);
    private Duration inactivityInterval = Duration.ofSeconds(60);

    private PolicyBuilder() {}

    /** Sets the size at which a part file is closed; the last record may go beyond it. */
    public PolicyBuilder withMaxPartSize(MemorySize size) {
      if (size.getBytes() < 1) {
        throw new IllegalArgumentException("maxPartSize: expected at least 1 byte, found " + size);
      }
      this.maxPartSize = size;
      return this;
    }

    /** Sets the age at which a part file is closed. */
    public PolicyBuilder withRolloverInterval(Duration interval) {
      this.rolloverInterval = positive("rolloverInterval", interval);
      return this;
    }

    /** Sets the time without growth after which a part file is closed. */
    public PolicyBuilder withInactivityInterval(Duration interval) {
      this.inactivityInterval = positive("inactivityInterval", interval);
      return this;
    }

    private static Duration positive(String name, Duration interval) {
      if (interval.toMillis() < 1) {
        throw new IllegalArgumentException(name + ": expected at least 1 ms, found " + interval);
      }
      return interval;
    }

    /** Makes the policy. */
    public <T> DefaultRollingPolicy<T> build() {
      return new DefaultRollingPolicy<>(this);
    }
  }
}
