package dev.weir.connector.file;

import dev.weir.api.ResultTypeQueryable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How records lie in a file.
 *
 * <p>One instance serves all readers of a process, so it must be immutable.
 *
 * @param <T> the type of the records
 */
public interface StreamFormat<T> extends Serializable, ResultTypeQueryable<T> {

  /**
   * Whether reading can begin at any byte of a file. If so, big files are divided; a record then
   * belongs to the split in which its first byte lies, and it is for the {@link Reader} to find the
   * first record that begins in its split.
   */
  boolean isSplittable();

  /**
   * Makes a reader for the rest of a split, that is for the records that begin at or after {@link
   * SplitInput#position()} and before {@link SplitInput#end()}. If the position is beyond {@link
   * SplitInput#start()}, a record begins (or the last one ended) exactly there; if the two are
   * equal and not 0, a record may be cut by the start. The caller closes the input.
   */
  Reader<T> createReader(SplitInput input) throws IOException;

  /** Reads the records of one split, in order. Used by one thread. */
  interface Reader<T> {

    /** Returns the next record, or null if no record begins in the rest of the split. */
    @Nullable T read() throws IOException;

    /** The offset in the file at which a new reader goes on after the last record that was read. */
    long position();
  }
}
