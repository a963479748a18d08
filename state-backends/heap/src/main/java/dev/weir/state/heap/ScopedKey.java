package dev.weir.state.heap;

import dev.weir.state.spi.KeyGroups;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key and a namespace: what an entry of a scope is found by. */
final class ScopedKey<K, N> {

  private @Nullable K key;
  private @Nullable N namespace;

  /** Made once for each scope and compared with entries; an entry holds a {@link #copy}. */
  void set(K newKey, N newNamespace) {
    key = newKey;
    namespace = newNamespace;
  }

  ScopedKey<K, N> copy() {
    ScopedKey<K, N> copy = new ScopedKey<>();
    copy.set(key(), namespace());
    return copy;
  }

  K key() {
    return Objects.requireNonNull(key);
  }

  N namespace() {
    return Objects.requireNonNull(namespace);
  }

  static int hash(int keyHash, Object namespace) {
    return KeyGroups.mix(keyHash * 31 + namespace.hashCode());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScopedKey<?, ?> that
        && key().equals(that.key())
        && namespace().equals(that.namespace());
  }

  @Override
  public int hashCode() {
    return hash(key().hashCode(), namespace());
  }
}
