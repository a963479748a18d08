package dev.weir.connector.file;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Says into which directory below the base path a record is written.
 *
 * <p>One instance serves all writers of a process, so it must be immutable or thread-safe.
 *
 * @param <T> the type of the records
 * @param <BucketT> the type of the bucket ids; {@code toString()} is the directory, relative to the
 *     base path, with {@code /} between levels and empty for the base path itself
 */
public interface BucketAssigner<T, BucketT> extends Serializable {

  /** Returns the bucket of a record. Called for each record. */
  BucketT getBucketId(T element, Context context);

  /** What is known about the record. Valid during the call only. */
  interface Context {

    /** The time of the machine in milliseconds. */
    long currentProcessingTime();

    /** The current watermark in milliseconds; {@code Long.MIN_VALUE} before the first one. */
    long currentWatermark();

    /** The timestamp of the record in milliseconds; null if it has none. */
    @Nullable Long timestamp();
  }
}
