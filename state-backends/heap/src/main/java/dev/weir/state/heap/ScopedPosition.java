package dev.weir.state.heap;

import org.jspecify.annotations.Nullable;

/**
 * The current key and the current namespace of a scope. The key group is that of the key; pages and
 * slots are found by the hash of both, so the many windows of a busy key spread as keys do.
 */
final class ScopedPosition<K, N> extends Position {

  private final CurrentKey<K> current;
  private final String scope;
  private final ScopedKey<K, N> sought = new ScopedKey<>();
  private @Nullable N namespace;
  private long keyStamp = -1;

  ScopedPosition(CurrentKey<K> current, String scope) {
    this.current = current;
    this.scope = scope;
  }

  void set(N newNamespace) {
    if (!newNamespace.equals(namespace)) {
      namespace = newNamespace;
      keyStamp = -1;
    }
  }

  @Nullable N namespace() {
    return namespace;
  }

  /** Goes back to a namespace that was current before, or to none. */
  void reset(@Nullable N before) {
    namespace = before;
    keyStamp = -1;
  }

  @Override
  int localGroupOf(int keyHash) {
    return NONE;
  }

  @Override
  void refresh() {
    if (keyStamp != current.stamp) {
      move();
    }
  }

  private void move() {
    keyStamp = current.stamp;
    stamp++;
    N present = namespace;
    if (present == null || !current.isPlaced()) {
      group = NONE;
      return;
    }
    sought.set(current.present(), present);
    hash = ScopedKey.hash(current.hash, present);
    spread = spread(hash);
    group = current.group;
  }

  @Override
  Object sought() {
    return sought;
  }

  @Override
  Object kept() {
    return sought.copy();
  }

  @Override
  RuntimeException misplaced() {
    return current.isPlaced()
        ? new IllegalStateException(
            "State of scope '" + scope + "' is used without a current namespace")
        : current.misplaced();
  }
}
