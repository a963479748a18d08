package dev.weir.connector.file;

import dev.weir.api.MemorySize;
import dev.weir.api.ResultTypeQueryable;
import dev.weir.api.source.Boundedness;
import dev.weir.api.source.SimpleVersionedSerializer;
import dev.weir.api.source.Source;
import dev.weir.api.source.SourceReader;
import dev.weir.api.source.SourceReaderContext;
import dev.weir.api.source.SplitEnumerator;
import dev.weir.api.source.SplitEnumeratorContext;
import dev.weir.api.types.TypeInformation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files, each record exactly once.
 *
 * <pre>{@code
 * FileSource<String> source =
 *     FileSource.forRecordStreamFormat(new TextLineInputFormat(), Path.of("/data/in"))
 *         .monitorContinuously(Duration.ofSeconds(10))
 *         .build();
 * }</pre>
 *
 * <p><b>Which files.</b> An input path is a file or a directory. Directories are searched to the
 * bottom, symbolic links are followed. Below an input path, files and directories whose names begin
 * with {@code .} or {@code _} are passed over; so is what a {@link FileSink} has not committed. All
 * nodes must see the files under the same paths.
 *
 * <p><b>Order.</b> Files are given out in the order of their paths, big ones in ranges of bytes
 * ({@link FileSourceBuilder#withSplitSize}), to whichever reader asks next. Within a split records
 * come in the order of the file; between splits there is no order.
 *
 * <p><b>What a file must be.</b> Complete when it appears: written elsewhere, or under a hidden
 * name, and moved in. It must stay as it is while the job may still restore a checkpoint in which
 * it is not finished. Its length when it was found counts: bytes appended later are not read; if
 * bytes are missing later, the job fails with an error that names the file and both lengths.
 *
 * <p><b>Bounded</b> unless {@link FileSourceBuilder#monitorContinuously} is called. In a bounded
 * source an input path that does not exist is an error. A continuous one waits until it appears,
 * looks for new files again and again, and knows each by its path: a path once seen is never read
 * again, even if the file was replaced. The paths seen are kept in the checkpoint.
 *
 * @param <T> the type of the records
 */
public final class FileSource<T>
    implements Source<T, FileSourceSplit, FileEnumeratorCheckpoint>, ResultTypeQueryable<T> {

  /** The size of the ranges into which big files are divided unless told otherwise: 16 MiB. */
  public static final MemorySize DEFAULT_SPLIT_SIZE = MemorySize.ofMebiBytes(16);

  private static final long serialVersionUID = 1;

  private final StreamFormat<T> format;
  private final List<String> inputPaths;
  private final long splitBytes;
  private final @Nullable Duration interval;

  private FileSource(FileSourceBuilder<T> builder) {
    this.format = builder.format;
    this.inputPaths = builder.inputPaths;
    this.splitBytes = format.isSplittable() ? builder.splitSize.getBytes() : Long.MAX_VALUE;
    this.interval = builder.interval;
  }

  /**
   * Begins a source of the records of the given files and directories.
   *
   * @throws IllegalArgumentException if there is no path
   */
  public static <T> FileSourceBuilder<T> forRecordStreamFormat(
      StreamFormat<T> format, Path... inputPaths) {
    return new FileSourceBuilder<>(
        format, Arrays.stream(inputPaths).map(LocalPath::absolute).toList());
  }

  /**
   * The same with paths as text: plain ones or {@code file:} URIs.
   *
   * @throws IllegalArgumentException if there is no path, or one has another scheme
   */
  public static <T> FileSourceBuilder<T> forRecordStreamFormat(
      StreamFormat<T> format, String... inputPaths) {
    return new FileSourceBuilder<>(
        format, Arrays.stream(inputPaths).map(LocalPath::parse).map(LocalPath::absolute).toList());
  }

  /**
   * The same with paths as Flink has them.
   *
   * @throws IllegalArgumentException if there is no path
   */
  public static <T> FileSourceBuilder<T> forRecordStreamFormat(
      StreamFormat<T> format, dev.weir.connector.file.Path... inputPaths) {
    return new FileSourceBuilder<>(
        format, Arrays.stream(inputPaths).map(dev.weir.connector.file.Path::getPath).toList());
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return format.getProducedType();
  }

  @Override
  public Boundedness getBoundedness() {
    return interval == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, FileSourceSplit> createReader(SourceReaderContext readerContext) {
    return new FileSourceReader<>(readerContext, format);
  }

  @Override
  public SplitEnumerator<FileSourceSplit, FileEnumeratorCheckpoint> createEnumerator(
      SplitEnumeratorContext<FileSourceSplit> enumContext) {
    return restoreEnumerator(enumContext, FileEnumeratorCheckpoint.empty());
  }

  @Override
  public SplitEnumerator<FileSourceSplit, FileEnumeratorCheckpoint> restoreEnumerator(
      SplitEnumeratorContext<FileSourceSplit> enumContext, FileEnumeratorCheckpoint checkpoint) {
    FileDiscovery discovery = new FileDiscovery(inputPaths, interval != null);
    return new FileSplitEnumerator(enumContext, discovery, splitBytes, interval, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return new FileSourceSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<FileEnumeratorCheckpoint> getEnumeratorCheckpointSerializer() {
    return new FileEnumeratorCheckpointSerializer();
  }

  /** Collects what a {@link FileSource} needs. */
  public static final class FileSourceBuilder<T> {

    private final StreamFormat<T> format;
    private final List<String> inputPaths;
    private MemorySize splitSize = DEFAULT_SPLIT_SIZE;
    private @Nullable Duration interval;

    private FileSourceBuilder(StreamFormat<T> format, List<String> inputPaths) {
      if (inputPaths.isEmpty()) {
        throw new IllegalArgumentException("FileSource: expected at least one input path");
      }
      this.format = format;
      this.inputPaths = inputPaths;
    }

    /**
     * Looks for new files again and again; the source then never ends.
     *
     * @param discoveryInterval the time between two looks, at least 1 ms
     */
    public FileSourceBuilder<T> monitorContinuously(Duration discoveryInterval) {
      if (discoveryInterval.toMillis() < 1) {
        throw new IllegalArgumentException(
            "discoveryInterval: expected at least 1 ms, found " + discoveryInterval);
      }
      this.interval = discoveryInterval;
      return this;
    }

    /**
     * Sets the size of the ranges into which big files are divided, so that several readers read
     * them, if the format allows it.
     */
    public FileSourceBuilder<T> withSplitSize(MemorySize newSplitSize) {
      if (newSplitSize.getBytes() < 1) {
        throw new IllegalArgumentException("splitSize: expected at least 1 byte, found 0");
      }
      this.splitSize = newSplitSize;
      return this;
    }

    /** Makes the source. */
    public FileSource<T> build() {
      return new FileSource<>(this);
    }
  }
}
