package dev.weir.runtime.async;

/** What waits in an operator for results: records, and the watermarks between them. */
public sealed interface QueuedElement<T> {

  /** A record with its timestamp, or {@link dev.weir.runtime.channel.Frame#NO_TIMESTAMP}. */
  record QueuedRecord<T>(T value, long timestamp) implements QueuedElement<T> {}

  /** A watermark. */
  record QueuedWatermark<T>(long timestamp) implements QueuedElement<T> {}
}
