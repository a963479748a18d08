package dev.weir.connector.file;

import dev.weir.api.sink.Committer;
import dev.weir.api.sink.CommitterInitContext;
import dev.weir.api.sink.Sink;
import dev.weir.api.sink.SinkWriter;
import dev.weir.api.sink.StatefulSinkWriter;
import dev.weir.api.sink.SupportsCommitter;
import dev.weir.api.sink.SupportsWriterState;
import dev.weir.api.sink.WriterInitContext;
import dev.weir.api.source.SimpleVersionedSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;

/**
 * Writes part files, each record exactly once.
 *
 * <pre>{@code
 * FileSink<String> sink =
 *     FileSink.<String>forRowFormat(Path.of("/data/out"), new SimpleStringEncoder<>())
 *         .withRollingPolicy(OnCheckpointRollingPolicy.build())
 *         .build();
 * }</pre>
 *
 * <p><b>What readers see.</b> Files named {@code
 * part-{operator}-{start}-{subtask}-{unique}-{counter}} in the base path or in the directories of a
 * {@link BucketAssigner}. In the order of their names come the records of one subtask in the order
 * in which they were written. Each appears whole, by a rename, after the checkpoint that completed
 * it is durable, and never changes again. Everything else lies there under names that begin with a
 * dot. All nodes must see the base path, on one file system, under the same path.
 *
 * <p><b>The life of a part file.</b>
 *
 * <pre>
 * in progress  hidden, being written; may stay so over several checkpoints
 * pending      hidden, closed, in a checkpoint as a committable
 * committed    visible
 * </pre>
 *
 * <p>and what a crash does at each line of a checkpoint:
 *
 * <pre>
 *   step                                    crash after it, restored from the checkpoint before
 *   ------------------------------------    ---------------------------------------------------------
 *   1 write to the hidden file              bytes behind the valid length are not copied; files begun
 *                                           since then are leftovers
 *   2 prepareCommit: the rolling policy     the same: the file keeps its hidden name, so the state of
 *     closes files; data and name synced    the checkpoint before still finds its prefix
 *   3 snapshotState: open files are synced, the same
 *     the state is (path, valid length)
 *   4 the checkpoint becomes durable        restored from this one: its pending files are committed,
 *                                           its open files go on as copies of their valid prefix
 *   5 commit: rename                        committed again; the visible file is there and the hidden
 *                                           one is not, so there is nothing to do
 *   6 commit: directory synced              the same
 * </pre>
 *
 * <p><b>Restore.</b> A restored writer never writes to a file of a former attempt, since its writer
 * may be alive and only cut off. It copies the valid prefix to a file of its own. The former writer
 * can append to its file, but not change the prefix, and not commit: that takes a checkpoint which
 * it can no longer complete. With the first checkpoint of the new attempt the file is deleted.
 * Copying costs at most one part size per bucket and subtask.
 *
 * <p><b>Leftovers.</b> On a restore hidden files of dead attempts are deleted if it is certain that
 * no checkpoint names them. A file that a writer which was cut off begins after that stays, hidden,
 * as do those of a process that was killed before its first checkpoint and whose job is submitted
 * anew. They do no harm, and may be deleted when the job does not run.
 *
 * <p><b>Going back</b> to a checkpoint older than the last one is refused if a file that was open
 * in it has been committed or continued since: output would appear twice. With {@link
 * OnCheckpointRollingPolicy} no file is open in any checkpoint, and nothing is refused.
 *
 * <p>Committed files must stay in place until one more checkpoint is completed: a repeated commit
 * that finds neither the hidden nor the visible file fails, since it cannot tell a file that was
 * taken away from one that was lost.
 *
 * @param <T> the type of the records
 */
public final class FileSink<T>
    implements Sink<T>,
        SupportsCommitter<FileSinkCommittable>,
        SupportsWriterState<T, FileWriterState> {

  private static final long serialVersionUID = 1;

  private final String basePath;
  private final Encoder<? super T> encoder;
  private final BucketAssigner<? super T, ?> assigner;
  private final RollingPolicy<? super T> policy;
  private final OutputFileConfig fileConfig;
  private final Clock clock;

  private FileSink(DefaultRowFormatBuilder<T> builder) {
    this.basePath = builder.basePath;
    this.encoder = builder.encoder;
    this.assigner = builder.assigner;
    this.policy = builder.policy;
    this.fileConfig = builder.fileConfig;
    this.clock = builder.clock;
  }

  /** Begins a sink that writes one record after the other. */
  public static <T> DefaultRowFormatBuilder<T> forRowFormat(
      Path basePath, Encoder<? super T> encoder) {
    return new DefaultRowFormatBuilder<>(LocalPath.absolute(basePath), encoder);
  }

  /**
   * The same with the path as text: a plain one or a {@code file:} URI.
   *
   * @throws IllegalArgumentException if it has another scheme
   */
  public static <T> DefaultRowFormatBuilder<T> forRowFormat(
      String basePath, Encoder<? super T> encoder) {
    return forRowFormat(LocalPath.parse(basePath), encoder);
  }

  /** The same with the path as Flink has it. */
  public static <T> DefaultRowFormatBuilder<T> forRowFormat(
      dev.weir.connector.file.Path basePath, Encoder<? super T> encoder) {
    return forRowFormat(basePath.location(), encoder);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    WriterId id = WriterId.create(context);
    PartFileNames names = new PartFileNames(fileConfig, id.operator());
    makeBasePath();
    if (context.getRestoredCheckpointId().isEmpty() && id.attempt() > 0) {
      Leftovers.beforeFirstCheckpoint(base(), names, id).delete();
    }
    return new FileSinkWriter<>(this, id, names);
  }

  @Override
  public StatefulSinkWriter<T, FileWriterState> restoreWriter(
      WriterInitContext context, Collection<FileWriterState> recoveredState) throws IOException {
    WriterId id = WriterId.create(context);
    PartFileNames names = new PartFileNames(fileConfig, id.operator());
    makeBasePath();
    if (!recoveredState.isEmpty()) {
      Leftovers.after(recoveredState, base(), names, id).delete();
    }
    FileSinkWriter<T> writer = new FileSinkWriter<>(this, id, names);
    try {
      writer.restore(recoveredState);
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  private void makeBasePath() throws IOException {
    Path base = base();
    if (Files.exists(base) && !Files.isDirectory(base)) {
      throw new IOException("Output path " + base + ": expected a directory, found a file");
    }
    try {
      DirectorySync directories = new DirectorySync();
      directories.makeDirectories(base);
      directories.sync();
    } catch (IOException e) {
      throw new IOException("Cannot create output path " + base + ": " + e, e);
    }
  }

  @Override
  public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) {
    return new FileSinkCommitter();
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
    return new FileSinkCommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<FileWriterState> getWriterStateSerializer() {
    return new FileWriterStateSerializer();
  }

  Path base() {
    return Path.of(basePath);
  }

  Encoder<? super T> encoder() {
    return encoder;
  }

  BucketAssigner<? super T, ?> assigner() {
    return assigner;
  }

  RollingPolicy<? super T> policy() {
    return policy;
  }

  Clock clock() {
    return clock;
  }

  /** Collects what a {@link FileSink} needs. */
  public static final class DefaultRowFormatBuilder<T> {

    private final String basePath;
    private final Encoder<? super T> encoder;
    private BucketAssigner<? super T, ?> assigner = new BasePathBucketAssigner<T>();
    private RollingPolicy<? super T> policy = DefaultRollingPolicy.builder().<T>build();
    private OutputFileConfig fileConfig = OutputFileConfig.builder().build();
    private Clock clock = Clock.systemUTC();

    private DefaultRowFormatBuilder(String basePath, Encoder<? super T> encoder) {
      this.basePath = basePath;
      this.encoder = encoder;
    }

    /** Sets when part files are closed; default {@link DefaultRollingPolicy}. */
    public DefaultRowFormatBuilder<T> withRollingPolicy(RollingPolicy<? super T> newPolicy) {
      this.policy = newPolicy;
      return this;
    }

    /** Sets the directories of the records; default {@link BasePathBucketAssigner}. */
    public DefaultRowFormatBuilder<T> withBucketAssigner(BucketAssigner<? super T, ?> newAssigner) {
      this.assigner = newAssigner;
      return this;
    }

    /** Sets how the names of part files begin and end; default {@code part} and nothing. */
    public DefaultRowFormatBuilder<T> withOutputFileConfig(OutputFileConfig newFileConfig) {
      this.fileConfig = newFileConfig;
      return this;
    }

    /** The same. */
    public DefaultRowFormatBuilder<T> withOutputFileConfig(String prefix, String suffix) {
      return withOutputFileConfig(new OutputFileConfig(prefix, suffix));
    }

    /** Sets the machine's time; for tests. */
    DefaultRowFormatBuilder<T> withClock(Clock newClock) {
      this.clock = newClock;
      return this;
    }

    /** Makes the sink. */
    public FileSink<T> build() {
      return new FileSink<>(this);
    }
  }
}
