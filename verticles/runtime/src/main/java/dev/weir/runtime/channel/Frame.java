package dev.weir.runtime.channel;

import java.util.Arrays;

/**
 * A batch of records on a channel, the unit in which records cross the event bus.
 *
 * <p>Columns instead of record wrappers: the record, its timestamp (if the stream has any) and the
 * hash of its key (on keyed channels), so that the receiver need not hash again. A frame belongs to
 * the sender until it is sent, then to the receiver, who empties it and gives it back with the
 * credit; so a running channel allocates nothing.
 *
 * <p><b>Marks</b> are what the sender says about event time, in order with its records, in two more
 * columns: the number of records of this frame that come before it (from 0 to {@link #size()},
 * never lower than that of the mark before) and a value. The value is a watermark, {@link #IDLE} or
 * {@link #ACTIVE}; the latter two are no watermarks, which are higher. A frame may consist of marks
 * alone. The receiver counts the marks that it has handled in the frame, so a frame that is half
 * processed goes on with the right one.
 */
public final class Frame implements ChannelMessage {

  /** The timestamp of a record that has none. */
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  /** A mark: the sender will send nothing until further notice; its watermark does not count. */
  public static final long IDLE = Long.MIN_VALUE;

  /** A mark: the sender is no longer idle. */
  public static final long ACTIVE = Long.MIN_VALUE + 1;

  private static final int[] NO_HASHES = {};

  private final Object[] records;
  private final int[] keyHashes;
  private long[] timestamps = {};
  private boolean timestamped;
  private int size;

  /** Of no meaning: written so that the reads of {@link #prefetch} are not optimised away. */
  @SuppressWarnings("unused")
  private int prefetched;

  private int[] markPositions = {};
  private long[] markValues = {};
  private int marks;
  private int marksTaken;
  private long attempt;
  private int channel;
  private long sequence;

  public Frame(int capacity, boolean keyed) {
    records = new Object[capacity];
    keyHashes = keyed ? new int[capacity] : NO_HASHES;
  }

  /** Adds a record to a frame that is not keyed. */
  public boolean append(Object record, long timestamp) {
    int index = size;
    records[index] = record;
    if (timestamp != NO_TIMESTAMP || timestamped) {
      putTimestamp(index, timestamp);
    }
    size = index + 1;
    return size == records.length;
  }

  /** Adds a record to a keyed frame; returns whether the frame is now full. */
  public boolean append(Object record, long timestamp, int keyHash) {
    keyHashes[size] = keyHash;
    return append(record, timestamp);
  }

  private void putTimestamp(int index, long timestamp) {
    if (!timestamped) {
      if (timestamps.length == 0) {
        timestamps = new long[records.length];
      }
      Arrays.fill(timestamps, 0, index, NO_TIMESTAMP);
      timestamped = true;
    }
    timestamps[index] = timestamp;
  }

  /**
   * Puts a watermark, {@link #IDLE} or {@link #ACTIVE} behind the records that are in the frame. It
   * takes the place of a mark of the same kind that no record separates from it, so a frame that
   * waits does not grow.
   */
  public void mark(long value) {
    int last = marks - 1;
    if (last >= 0
        && markPositions[last] == size
        && isWatermark(markValues[last]) == isWatermark(value)) {
      markValues[last] = value;
      return;
    }
    addMark(size, value);
  }

  /** Adds a mark as it is, behind those that are there. */
  void addMark(int position, long value) {
    if (marks == markValues.length) {
      int capacity = Math.max(4, 2 * marks);
      markPositions = Arrays.copyOf(markPositions, capacity);
      markValues = Arrays.copyOf(markValues, capacity);
    }
    markPositions[marks] = position;
    markValues[marks] = value;
    marks++;
  }

  /** Whether a mark is a watermark. */
  public static boolean isWatermark(long mark) {
    return mark > ACTIVE;
  }

  /** Number of marks. */
  public int marks() {
    return marks;
  }

  /** Number of records that come before a mark. */
  public int markPosition(int mark) {
    return markPositions[mark];
  }

  /** A watermark, {@link #IDLE} or {@link #ACTIVE}. */
  public long markValue(int mark) {
    return markValues[mark];
  }

  /** Where the records end that come before the next mark: at that mark, or at the end. */
  public int nextStop() {
    return marksTaken == marks ? size : markPositions[marksTaken];
  }

  /** Whether there is a mark that was not taken yet. */
  public boolean hasNextMark() {
    return marksTaken < marks;
  }

  /** Takes the next mark; its value is returned. */
  public long takeMark() {
    return markValues[marksTaken++];
  }

  /** Marks that were taken. */
  public int marksTaken() {
    return marksTaken;
  }

  /** Whether there is nothing in it, neither records nor marks. */
  public boolean isEmpty() {
    return size == 0 && marks == 0;
  }

  /** Records that it has room for. */
  int capacity() {
    return records.length;
  }

  /** Whether any record has a timestamp. */
  boolean isTimestamped() {
    return timestamped;
  }

  public int size() {
    return size;
  }

  public Object record(int index) {
    return records[index];
  }

  public long timestamp(int index) {
    return timestamped ? timestamps[index] : NO_TIMESTAMP;
  }

  public int keyHash(int index) {
    return keyHashes[index];
  }

  void timestamp(int index, long timestamp) {
    putTimestamp(index, timestamp);
  }

  void keyHash(int index, int hash) {
    keyHashes[index] = hash;
  }

  /** The hashes of the keys of all records of a keyed frame; not to be changed. */
  public int[] keyHashes() {
    return keyHashes;
  }

  /**
   * Reads the first words of records that are about to be processed, which another thread has
   * written: so their transfer between the caches is waited for once, not record by record.
   */
  public void prefetch(int from, int to) {
    Class<?> last = null;
    int changes = 0;
    for (int i = from; i < to; i++) {
      Class<?> type = records[i].getClass();
      if (type != last) {
        changes++;
        last = type;
      }
    }
    prefetched = changes;
  }

  /** Forgets the records, so that they can be collected, and keeps the arrays. */
  public void clear() {
    Arrays.fill(records, 0, size, null);
    size = 0;
    marks = 0;
    marksTaken = 0;
    timestamped = false;
  }

  void address(long newAttempt, int newChannel, long newSequence) {
    attempt = newAttempt;
    channel = newChannel;
    sequence = newSequence;
  }

  @Override
  public long attempt() {
    return attempt;
  }

  @Override
  public int channel() {
    return channel;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public boolean needsCredit() {
    return true;
  }

  @Override
  public String toString() {
    return "Frame[channel " + channel + ", sequence " + sequence + ", " + size + " records]";
  }
}
