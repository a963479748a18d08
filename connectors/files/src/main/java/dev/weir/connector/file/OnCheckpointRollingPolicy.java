package dev.weir.connector.file;

/** Closes part files at each checkpoint and never in between. */
public final class OnCheckpointRollingPolicy<T> implements RollingPolicy<T> {

  private static final long serialVersionUID = 1;

  private OnCheckpointRollingPolicy() {}

  /** Makes the policy. */
  public static <T> OnCheckpointRollingPolicy<T> build() {
    return new OnCheckpointRollingPolicy<>();
  }

  @Override
  public boolean shouldRollOnCheckpoint(PartFileInfo partFile) {
    return true;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo partFile, T element) {
    return false;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo partFile, long currentTime) {
    return false;
  }
}
