package dev.weir.state.heap;

import dev.weir.state.heap.EntryKey.KeyAlone;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;

/** The timers of one kind. */
final class HeapTimers<K, N> implements TimerQueue<N>, HeapState {

  /** Roughly what the object behind a reference takes. */
  private static final int OBJECT_BYTES = 24;

  private final StateSchema schema;
  private final CurrentKey<K> current;
  private final TypeSerializer<N> namespaces;
  private final TimerColumns<K, N> columns;
  private final TimerTable table;
  private final SoughtTimer sought;

  /** For the snapshot worker. */
  private final TypeSerializer<K> snapshotKeys;

  private final TypeSerializer<N> snapshotNamespaces;

  HeapTimers(
      StateSchema schema,
      KeyAlone<K> key,
      TypeSerializer<N> namespaces,
      Versions versions,
      int groups) {
    this.schema = schema;
    this.current = key.position();
    this.namespaces = namespaces;
    this.columns = TimerColumns.of(key.serializer(), namespaces);
    this.table = new TimerTable(versions, columns.shape(), groups);
    this.sought = new SoughtTimer(columns.shape());
    this.snapshotKeys = key.snapshotSerializer();
    this.snapshotNamespaces = namespaces.duplicate();
  }

  @Override
  public void add(long time, N namespace) {
    sought.set(time, current, namespace);
    table.add(current.group, sought);
  }

  @Override
  public void remove(long time, N namespace) {
    sought.set(time, current, namespace);
    table.remove(current.group, sought);
  }

  @Override
  public long nextTime() {
    return table.nextTime();
  }

  @Override
  public boolean isEmpty() {
    return table.size() == 0;
  }

  @Override
  public boolean advance(long upTo, Action<N> action, Pause pause) throws Exception {
    if (!isDue(upTo)) {
      return true;
    }
    K before = current.key();
    int beforeHash = current.hash;
    try {
      do {
        runFirst(action);
      } while (isDue(upTo) && !pause.isDue());
    } finally {
      current.reset(before, beforeHash);
    }
    return !isDue(upTo);
  }

  private boolean isDue(long upTo) {
    return table.size() > 0 && table.nextTime() <= upTo;
  }

  private void runFirst(Action<N> action) throws Exception {
    int group = table.firstGroup();
    TimerPage page = table.firstPage(group);
    int slot = page.first;
    long time = page.time(slot);
    N namespace = columns.namespace(page, slot);
    K key = columns.key(page, slot);
    current.set(key, columns.hash(page, slot, key));
    table.removeFirst(group);
    action.onTimer(time, namespace);
  }

  @Override
  public StateSchema schema() {
    return schema;
  }

  @Override
  public Object handle() {
    return this;
  }

  @Override
  public void restore(ByteInput value) {
    long time = value.readLong();
    add(time, namespaces.read(value));
  }

  @Override
  public CapturedState capture() {
    return new CapturedTimers<>(
        schema,
        table.captureDirectories(),
        table.captureLastWritten(),
        columns,
        snapshotKeys,
        snapshotNamespaces);
  }

  @Override
  public StateSize stateSize() {
    TimerShape shape = columns.shape();
    long timerBytes =
        (long) shape.words() * Long.BYTES
            + (long) shape.references() * (Integer.BYTES + OBJECT_BYTES);
    return new StateSize(table.size(), table.size() * timerBytes);
  }
}
