package dev.weir.faults.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/** A channel of which each write, force and close is a step. */
final class FaultyChannel extends FileChannel {

  private final Steps steps;
  private final String path;
  private final Disk.OpenFile file;
  private final boolean writes;
  private final boolean reads;
  private long position;

  FaultyChannel(Steps steps, String path, Disk.OpenFile file, Set<? extends OpenOption> options)
      throws IOException {
    this.steps = steps;
    this.path = path;
    this.file = file;
    this.writes =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    this.reads = !writes || options.contains(StandardOpenOption.READ);
    this.position = options.contains(StandardOpenOption.APPEND) ? file.size() : 0;
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    int read = read(target, position);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public int read(ByteBuffer target, long from) throws IOException {
    requireOpen();
    if (!reads) {
      throw new NonReadableChannelException();
    }
    int[] read = new int[1];
    steps.perform(Step.Kind.READ, path, () -> read[0] = file.read(target, from));
    return read[0];
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, targets.length);
    return length == 0 ? 0 : read(targets[offset]);
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    int written = write(source, position);
    position += written;
    return written;
  }

  @Override
  public int write(ByteBuffer source, long at) throws IOException {
    requireWritable();
    int length = source.remaining();
    ByteBuffer half = source.duplicate();
    half.limit(source.position() + length / 2);
    steps.perform(
        Step.Kind.WRITE, path, () -> file.write(source, at), () -> file.write(half, at), null);
    return length;
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, sources.length);
    return length == 0 ? 0 : write(sources[offset]);
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized FileChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    requireWritable();
    steps.perform(Step.Kind.TRUNCATE, path, () -> file.truncate(size));
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    requireOpen();
    Step.Kind kind = file.isDirectory() ? Step.Kind.FORCE_DIRECTORY : Step.Kind.FORCE_FILE;
    steps.perform(kind, path, file::force, null, file::forceFailed);
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, 1 << 16));
    int read = read(buffer, from);
    buffer.flip();
    return read <= 0 ? 0 : target.write(buffer);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long at, long count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, 1 << 16));
    int read = source.read(buffer);
    buffer.flip();
    return read <= 0 ? 0 : write(buffer, at);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long size) {
    throw new UnsupportedOperationException("files of this disk cannot be mapped");
  }

  @Override
  public FileLock lock(long from, long size, boolean shared) {
    return new Lock(this, from, size, shared);
  }

  @Override
  public FileLock tryLock(long from, long size, boolean shared) {
    return lock(from, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    if (writes) {
      steps.perform(Step.Kind.CLOSE, path, file::close, file::close, file::close);
    } else {
      file.close();
    }
  }

  private void requireOpen() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private void requireWritable() throws IOException {
    requireOpen();
    if (!writes) {
      throw new NonWritableChannelException();
    }
  }

  /** One process has this disk, so a lock is always to be had. */
  private static final class Lock extends FileLock {

    private boolean valid = true;

    Lock(FileChannel channel, long from, long size, boolean shared) {
      super(channel, from, size, shared);
    }

    @Override
    public synchronized boolean isValid() {
      return valid && acquiredBy().isOpen();
    }

    @Override
    public synchronized void release() {
      valid = false;
    }
  }
}
