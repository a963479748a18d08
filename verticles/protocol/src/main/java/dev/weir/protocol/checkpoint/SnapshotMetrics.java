package dev.weir.protocol.checkpoint;

/**
 * What one subtask's snapshot took.
 *
 * @param startDelayNanos from the trigger to the first barrier seen
 * @param alignmentNanos from the first barrier to the last
 * @param syncNanos how long processing stood still for the snapshot
 * @param asyncNanos writing it
 * @param newBytes written for this checkpoint
 * @param fullBytes read by a restore
 */
public record SnapshotMetrics(
    long startDelayNanos,
    long alignmentNanos,
    long syncNanos,
    long asyncNanos,
    long newBytes,
    long fullBytes) {

  public static final SnapshotMetrics NONE = new SnapshotMetrics(0, 0, 0, 0, 0, 0);
}
