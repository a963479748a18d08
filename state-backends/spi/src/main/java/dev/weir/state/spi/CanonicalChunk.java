package dev.weir.state.spi;

/**
 * Entries of one state and key group in {@linkplain CanonicalFormat canonical} form: {@code length}
 * bytes of {@code array} from {@code offset} on.
 *
 * @param entries how many entries that is
 */
public record CanonicalChunk(int entries, byte[] array, int offset, int length) {

  /** Gets the bytes of one key and of the value under it; both are reused for the next entry. */
  @FunctionalInterface
  public interface EntryConsumer {
    void accept(ByteInput key, ByteInput value);
  }

  /** A chunk that holds on to no more than its own bytes. */
  public CanonicalChunk compact() {
    byte[] copy = java.util.Arrays.copyOfRange(array, offset, offset + length);
    return new CanonicalChunk(entries, copy, 0, length);
  }

  /**
   * Calls {@code action} for each entry.
   *
   * @throws CorruptStateException if the bytes are not this number of entries
   */
  public void forEach(EntryConsumer action) {
    ByteInput in = new ByteInput(array, offset, length);
    ByteInput key = new ByteInput(array, offset, 0);
    ByteInput value = new ByteInput(array, offset, 0);
    for (int i = 0; i < entries; i++) {
      slice(in, key);
      slice(in, value);
      action.accept(key, value);
    }
    if (in.remaining() != 0) {
      throw new CorruptStateException(
          in.remaining() + " bytes too many after " + entries + " entries");
    }
  }

  private void slice(ByteInput in, ByteInput slice) {
    int length = in.readLength();
    slice.reset(array, in.position(), length);
    in.skip(length);
  }
}
