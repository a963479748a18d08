package dev.weir.connector.file;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Writes each record into a directory named for the time at which it is written. */
public final class DateTimeBucketAssigner<T> implements BucketAssigner<T, String> {

  /** One directory per hour, as in {@code 2024-05-17--09}. */
  public static final String DEFAULT_FORMAT = "yyyy-MM-dd--HH";

  private static final long serialVersionUID = 1;

  private final String format;
  private final ZoneId zone;
  private transient volatile @Nullable Label last;

  /** Directories by the hour in the time zone of the machine. */
  public DateTimeBucketAssigner() {
    this(DEFAULT_FORMAT);
  }

  /** Directories in a format of {@link DateTimeFormatter} in the time zone of the machine. */
  public DateTimeBucketAssigner(String format) {
    this(format, ZoneId.systemDefault());
  }

  /**
   * Directories in a format of {@link DateTimeFormatter}.
   *
   * @throws IllegalArgumentException if the format is none
   */
  public DateTimeBucketAssigner(String format, ZoneId zone) {
    this.format = format;
    this.zone = zone;
    this.last = label(DateTimeFormatter.ofPattern(format).withZone(zone), 0);
  }

  @Override
  public String getBucketId(T element, Context context) {
    long now = context.currentProcessingTime();
    Label label = last;
    if (label == null) {
      label = label(DateTimeFormatter.ofPattern(format).withZone(zone), now);
      last = label;
    } else if (label.millis != now) {
      label = label(label.formatter, now);
      last = label;
    }
    return label.text;
  }

  private static Label label(DateTimeFormatter formatter, long millis) {
    return new Label(formatter, millis, formatter.format(Instant.ofEpochMilli(millis)));
  }

  /** Formatting is slow, and many records are written in one millisecond. */
  private record Label(DateTimeFormatter formatter, long millis, String text) {}
}
