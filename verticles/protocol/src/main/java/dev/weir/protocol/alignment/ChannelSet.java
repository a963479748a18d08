package dev.weir.protocol.alignment;

import java.util.Arrays;

/** Some of the channels of a subtask; immutable. */
final class ChannelSet {

  private final long[] words;
  private final int size;

  private ChannelSet(long[] words, int size) {
    this.words = words;
    this.size = size;
  }

  static ChannelSet of(int channel, int channels) {
    return new ChannelSet(new long[(channels + 63) >>> 6], 0).plus(channel);
  }

  boolean contains(int channel) {
    return (words[channel >>> 6] & (1L << channel)) != 0;
  }

  /** This set and a channel that is not in it. */
  ChannelSet plus(int channel) {
    long[] more = words.clone();
    more[channel >>> 6] |= 1L << channel;
    return new ChannelSet(more, size + 1);
  }

  int size() {
    return size;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof ChannelSet other && Arrays.equals(words, other.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int channel = 0; channel < words.length << 6; channel++) {
      if (contains(channel)) {
        text.append(text.length() == 1 ? "" : ",").append(channel);
      }
    }
    return text.append('}').toString();
  }
}
