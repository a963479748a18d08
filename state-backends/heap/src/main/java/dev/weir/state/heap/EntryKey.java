package dev.weir.state.heap;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.TypeSerializer;

/**
 * What entries are found by.
 *
 * @param <P> what an entry holds on to
 */
sealed interface EntryKey<P> {

  Position position();

  /** For the snapshot worker. */
  TypeSerializer<P> snapshotSerializer();

  /** The schema of a state found so. */
  StateSchema declared(StateSchema schema);

  /** Checks that saved state is found so. */
  void requireReadable(String operator, StateSchema saved, StateSchema declared);

  /** The way back to the position as it is now. */
  Runnable mark();

  /** Reads an entry key in canonical form and goes there. */
  void restore(ByteInput in);

  /** The key alone. */
  record KeyAlone<K>(
      CurrentKey<K> position, TypeSerializer<K> serializer, TypeSerializer<K> snapshotSerializer)
      implements EntryKey<K> {

    @Override
    public StateSchema declared(StateSchema schema) {
      return schema;
    }

    @Override
    public void requireReadable(String operator, StateSchema saved, StateSchema declared) {
      saved.requireNotNamespaced(operator, declared);
    }

    @Override
    public Runnable mark() {
      K before = position.key();
      int beforeHash = position.hash;
      return () -> position.reset(before, beforeHash);
    }

    @Override
    public void restore(ByteInput in) {
      K key = serializer.read(in);
      position.set(key, KeyGroups.hash(key));
    }
  }

  /** The key and a namespace of a scope. */
  record KeyAndNamespace<K, N>(
      String scope,
      KeyAlone<K> key,
      ScopedPosition<K, N> position,
      TypeSerializer<N> namespaces,
      TypeSerializer<ScopedKey<K, N>> snapshotSerializer)
      implements EntryKey<ScopedKey<K, N>> {

    static <K, N> KeyAndNamespace<K, N> of(
        String scope, KeyAlone<K> key, TypeSerializer<N> namespaces) {
      return new KeyAndNamespace<>(
          scope,
          key,
          new ScopedPosition<>(key.position(), scope),
          namespaces,
          new ScopedKeySerializer<>(key.snapshotSerializer(), namespaces.duplicate()));
    }

    @Override
    public StateSchema declared(StateSchema schema) {
      return schema.inScope(scope, namespaces);
    }

    @Override
    public void requireReadable(String operator, StateSchema saved, StateSchema declared) {
      saved.requireReadableIn(operator, declared, namespaces);
    }

    @Override
    public Runnable mark() {
      Runnable keyMark = key.mark();
      N before = position.namespace();
      return () -> {
        keyMark.run();
        position.reset(before);
      };
    }

    @Override
    public void restore(ByteInput in) {
      K restored = in.readSized(key.serializer);
      key.position.set(restored, KeyGroups.hash(restored));
      position.set(namespaces.read(in));
    }
  }
}
