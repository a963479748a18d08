package dev.weir.connector.file;

import dev.weir.api.sink.CommittingSinkWriter;
import dev.weir.api.sink.StatefulSinkWriter;
import dev.weir.connector.file.FileSinkCommittable.ContinuedFile;
import dev.weir.connector.file.FileSinkCommittable.PendingFile;
import dev.weir.connector.file.FileWriterState.OpenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the part files of one subtask; see {@link FileSink} for what a crash does. */
final class FileSinkWriter<T>
    implements StatefulSinkWriter<T, FileWriterState>,
        CommittingSinkWriter<T, FileSinkCommittable> {

  private final Path base;
  private final Encoder<? super T> encoder;
  private final BucketAssigner<? super T, ?> assigner;
  private final RollingPolicy<? super T> policy;
  private final PartFileNames names;
  private final WriterId id;
  private final Clock clock;
  private final BucketContext bucketContext;
  private final DirectorySync directories = new DirectorySync();

  /** The files being written, by their buckets. */
  private final Map<String, PartFile> open = new LinkedHashMap<>();

  /** Complete files that no committable names yet. */
  private final List<PartFile> complete = new ArrayList<>();

  private final List<FileSinkCommittable> continued = new ArrayList<>();
  private long nextCounter;
  private boolean endOfInput;

  /** The last bucket and its file: most records go where the one before went. */
  private @Nullable Object lastBucket;

  private @Nullable PartFile lastPart;

  FileSinkWriter(FileSink<T> sink, WriterId id, PartFileNames names) {
    this.base = sink.base();
    this.encoder = sink.encoder();
    this.assigner = sink.assigner();
    this.policy = sink.policy();
    this.clock = sink.clock();
    this.names = names;
    this.id = id;
    this.bucketContext = new BucketContext(clock);
  }

  /**
   * Goes on with the open files of a checkpoint, each as a copy of its own: the writer that made
   * the file may still be running somewhere and writing to it, but never changes what was in it at
   * the checkpoint.
   */
  void restore(Collection<FileWriterState> states) throws IOException {
    for (FileWriterState state : states) {
      for (OpenFile file : state.openFiles()) {
        restore(file);
      }
    }
  }

  private void restore(OpenFile file) throws IOException {
    Path source = Path.of(file.hidden());
    if (Files.notExists(source)) {
      throw new IOException(missing(file));
    }
    PartFile copy = newPart(file.bucketId(), file.creationTime());
    try {
      copy.copyFrom(source, file.validLength());
    } catch (IOException e) {
      copy.delete();
      throw e;
    }
    if (open.putIfAbsent(file.bucketId(), copy) != null) {
      complete(copy);
    }
    continued.add(new ContinuedFile(file.hidden()));
  }

  private static String missing(OpenFile file) {
    String expected =
        "Part file "
            + file.hidden()
            + " does not exist; expected at least "
            + file.validLength()
            + " bytes, as the checkpoint says. ";
    return Files.exists(Path.of(file.visible()))
        ? expected
            + "It was committed as "
            + file.visible()
            + " after the checkpoint, so going on from this checkpoint would write output twice"
        : expected + "It was deleted, or a later checkpoint went on without it";
  }

  @Override
  public void write(T element, Context context) throws IOException {
    Object bucket = assigner.getBucketId(element, bucketContext.of(context));
    PartFile part = lastPart;
    if (part == null || !bucket.equals(lastBucket)) {
      part = partOf(bucket);
    }
    if (policy.shouldRollOnEvent(part, element)) {
      roll(part);
      part = partOf(bucket);
    }
    encode(element, part);
  }

  private PartFile partOf(Object bucket) {
    String bucketId = bucket.toString();
    PartFile part = open.get(bucketId);
    if (part == null) {
      part = newPart(bucketId, clock.millis());
      open.put(bucketId, part);
    }
    lastBucket = bucket;
    lastPart = part;
    return part;
  }

  private PartFile newPart(String bucketId, long creationTime) {
    long counter = nextCounter++;
    return new PartFile(
        base,
        bucketId,
        names.hidden(id, counter),
        names.visible(id, counter),
        creationTime,
        directories);
  }

  private void encode(T element, PartFile part) throws IOException {
    try {
      encoder.encode(element, part);
    } catch (PartFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "Encoder "
              + encoder.getClass().getName()
              + " cannot write a record of "
              + element.getClass().getName()
              + " to "
              + part
              + ": "
              + e,
          e);
    }
  }

  private void roll(PartFile part) throws IOException {
    open.remove(part.getBucketId());
    if (part == lastPart) {
      lastPart = null;
      lastBucket = null;
    }
    complete(part);
  }

  private void complete(PartFile part) throws IOException {
    if (part.getSize() > 0) {
      complete.add(part);
      part.sync();
      part.close();
    }
  }

  @Override
  public void flush(boolean isEndOfInput) throws IOException {
    endOfInput |= isEndOfInput;
    long now = clock.millis();
    for (PartFile part : open.values()) {
      part.drain();
      part.lookForGrowth(now);
    }
  }

  @Override
  public Collection<FileSinkCommittable> prepareCommit() throws IOException {
    long now = clock.millis();
    for (PartFile part : List.copyOf(open.values())) {
      if (endOfInput
          || policy.shouldRollOnCheckpoint(part)
          || policy.shouldRollOnProcessingTime(part, now)) {
        roll(part);
      }
    }
    List<FileSinkCommittable> committables = new ArrayList<>(continued);
    for (PartFile part : complete) {
      part.markInCheckpoint();
      committables.add(
          new PendingFile(part.hidden().toString(), part.visible().toString(), part.getSize()));
    }
    directories.sync();
    continued.clear();
    complete.clear();
    return committables;
  }

  @Override
  public List<FileWriterState> snapshotState(long checkpointId) throws IOException {
    List<OpenFile> openFiles = new ArrayList<>(open.size());
    for (PartFile part : open.values()) {
      part.sync();
      if (part.getSize() > 0) {
        part.markInCheckpoint();
        openFiles.add(
            new OpenFile(
                part.getBucketId(),
                part.hidden().toString(),
                part.visible().toString(),
                part.getSize(),
                part.getCreationTime()));
      }
    }
    directories.sync();
    return List.of(new FileWriterState(id, nextCounter, openFiles));
  }

  /**
   * Deletes what no checkpoint can name. The rest is for a commit or for the next attempt.
   *
   * @throws IOException the first failure, with the others attached, after all files were closed
   */
  @Override
  public void close() throws IOException {
    complete.addAll(open.values());
    open.clear();
    IOException failure = null;
    for (PartFile part : complete) {
      try {
        release(part);
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    complete.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private static void release(PartFile part) throws IOException {
    if (part.isInCheckpoint()) {
      part.close();
    } else {
      part.delete();
    }
  }

  /** One object for all records. */
  private static final class BucketContext implements BucketAssigner.Context {

    private final Clock clock;
    private @Nullable Context record;

    BucketContext(Clock clock) {
      this.clock = clock;
    }

    BucketContext of(Context newRecord) {
      record = newRecord;
      return this;
    }

    @Override
    public long currentProcessingTime() {
      return clock.millis();
    }

    @Override
    public long currentWatermark() {
      return record == null ? Long.MIN_VALUE : record.currentWatermark();
    }

    @Override
    public @Nullable Long timestamp() {
      return record == null ? null : record.timestamp();
    }
  }
}
