package dev.weir.runtime.channel;

import java.util.Arrays;

/**
 * A batch of records on a channel, the unit in which records cross the event bus.
 *
 * <p>Columns instead of record wrappers: the record, its timestamp (if the stream has any) and the
 * hash of its key (on keyed channels), so that the receiver need not hash again. A frame belongs to
 * the sender until it is sent, then to the receiver, who empties it and gives it back with the
 * credit; so a running channel allocates nothing.
 */
public final class Frame implements ChannelMessage {

  /** The timestamp of a record that has none. */
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private static final int[] NO_HASHES = {};

  private final Object[] records;
  private final int[] keyHashes;
  private long[] timestamps = {};
  private boolean timestamped;
  private int size;

  /** Of no meaning: written so that the reads of {@link #prefetch} are not optimised away. */
  @SuppressWarnings("unused")
  private int prefetched;

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
