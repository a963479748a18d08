package dev.weir.api.state;

import java.io.Serializable;
import java.time.Duration;

/**
 * When state expires: each value, list element and map entry on its own, so long after it was
 * touched the last time, by processing time.
 *
 * <p>What has expired and is not read again is removed in the background: by default five entries
 * are looked at with each access, and a backend that compacts its files does it then.
 */
public final class StateTtlConfig implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int DEFAULT_CLEANUP_SIZE = 5;

  /** What restarts the time to live. */
  public enum UpdateType {
    /** Nothing: state does not expire. */
    Disabled,
    /** Creating and writing. */
    OnCreateAndWrite,
    /** Creating, writing and reading. */
    OnReadAndWrite
  }

  /** What a read gives of what has expired. */
  public enum StateVisibility {
    /** What has expired and is still there. */
    ReturnExpiredIfNotCleanedUp,
    /** Nothing. */
    NeverReturnExpired
  }

  private final Duration ttl;
  private final UpdateType updateType;
  private final StateVisibility stateVisibility;
  private final boolean cleanupInFullSnapshot;
  private final int incrementalCleanupSize;
  private final boolean cleanupForEveryKey;
  private final boolean cleanupInCompaction;

  private StateTtlConfig(Builder builder) {
    ttl = builder.ttl;
    updateType = builder.updateType;
    stateVisibility = builder.stateVisibility;
    cleanupInFullSnapshot = builder.cleanupInFullSnapshot;
    incrementalCleanupSize = builder.incrementalCleanupSize;
    cleanupForEveryKey = builder.cleanupForEveryKey;
    cleanupInCompaction = builder.cleanupInCompaction;
  }

  /** Begins with state that lives so long after it was created or written. */
  public static Builder newBuilder(Duration ttl) {
    return new Builder(ttl);
  }

  /** How long state lives after it was touched the last time. */
  public Duration getTimeToLive() {
    return ttl;
  }

  /** What counts as a touch. */
  public UpdateType getUpdateType() {
    return updateType;
  }

  /** What a read gives of what has expired. */
  public StateVisibility getStateVisibility() {
    return stateVisibility;
  }

  /** Whether state expires at all. */
  public boolean isEnabled() {
    return updateType != UpdateType.Disabled;
  }

  /** Whether full snapshots leave out what has expired. */
  public boolean isCleanupInFullSnapshot() {
    return cleanupInFullSnapshot;
  }

  /** How many entries each access looks at and removes if they have expired. */
  public int getIncrementalCleanupSize() {
    return incrementalCleanupSize;
  }

  /** Whether that is done for each record too, not only for each access. */
  public boolean isCleanupForEveryKey() {
    return cleanupForEveryKey;
  }

  /** Whether a backend that compacts its files removes then what has expired. */
  public boolean isCleanupInCompaction() {
    return cleanupInCompaction;
  }

  /** Describes when state expires. */
  public static final class Builder {

    private final Duration ttl;
    private UpdateType updateType = UpdateType.OnCreateAndWrite;
    private StateVisibility stateVisibility = StateVisibility.NeverReturnExpired;
    private boolean cleanupInFullSnapshot;
    private int incrementalCleanupSize = DEFAULT_CLEANUP_SIZE;
    private boolean cleanupForEveryKey;
    private boolean cleanupInCompaction = true;

    private Builder(Duration ttl) {
      if (ttl.toMillis() < 1) {
        throw new IllegalArgumentException("State lives for at least 1 ms, found " + ttl);
      }
      this.ttl = ttl;
    }

    /** What counts as a touch. */
    public Builder setUpdateType(UpdateType newUpdateType) {
      updateType = newUpdateType;
      return this;
    }

    /** Creating and writing are touches. */
    public Builder updateTtlOnCreateAndWrite() {
      return setUpdateType(UpdateType.OnCreateAndWrite);
    }

    /** Creating, writing and reading are touches. */
    public Builder updateTtlOnReadAndWrite() {
      return setUpdateType(UpdateType.OnReadAndWrite);
    }

    /** What a read gives of what has expired. */
    public Builder setStateVisibility(StateVisibility newStateVisibility) {
      stateVisibility = newStateVisibility;
      return this;
    }

    /** A read gives what has expired as long as it is there. */
    public Builder returnExpiredIfNotCleanedUp() {
      return setStateVisibility(StateVisibility.ReturnExpiredIfNotCleanedUp);
    }

    /** A read never gives what has expired. */
    public Builder neverReturnExpired() {
      return setStateVisibility(StateVisibility.NeverReturnExpired);
    }

    /** Full snapshots leave out what has expired. */
    public Builder cleanupFullSnapshot() {
      cleanupInFullSnapshot = true;
      return this;
    }

    /**
     * Each access looks at some entries and removes those that have expired.
     *
     * @param cleanupSize how many, at least 1
     * @param runCleanupForEveryRecord whether to do so for each record too
     */
    public Builder cleanupIncrementally(int cleanupSize, boolean runCleanupForEveryRecord) {
      if (cleanupSize < 1) {
        throw new IllegalArgumentException(
            "An incremental cleanup looks at 1 entry at least, found " + cleanupSize);
      }
      incrementalCleanupSize = cleanupSize;
      cleanupForEveryKey = runCleanupForEveryRecord;
      return this;
    }

    /** A backend that compacts its files removes then what has expired; so it does by default. */
    public Builder cleanupInRocksdbCompactFilter() {
      cleanupInCompaction = true;
      return this;
    }

    /** What has expired is removed when it is read, and not before. */
    public Builder disableCleanupInBackground() {
      incrementalCleanupSize = 0;
      cleanupForEveryKey = false;
      cleanupInCompaction = false;
      return this;
    }

    /** What was described. */
    public StateTtlConfig build() {
      return new StateTtlConfig(this);
    }
  }
}
