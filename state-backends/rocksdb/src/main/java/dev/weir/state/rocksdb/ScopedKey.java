package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The current key and the current namespace of a scope; their bytes are made once for each. */
final class ScopedKey<K, N> implements EntryKey<Scoped<K, N>> {

  private final CurrentKey<K> currentKey;
  private final String scope;
  private final TypeSerializer<N> namespaces;
  private final ByteOutput bytes = new ByteOutput();
  private @Nullable N namespace;
  private @Nullable Scoped<K, N> current;
  private long version;
  private long keyVersion;
  private long bytesVersion;

  ScopedKey(CurrentKey<K> currentKey, String scope, TypeSerializer<N> namespaces) {
    this.currentKey = currentKey;
    this.scope = scope;
    this.namespaces = namespaces;
  }

  String namespaceSchema() {
    return namespaces.schema();
  }

  void set(N newNamespace) {
    if (!newNamespace.equals(namespace)) {
      namespace = newNamespace;
      current = null;
    }
  }

  @Override
  public Scoped<K, N> require() {
    Scoped<K, N> known = current;
    if (known == null || keyVersion != currentKey.version()) {
      known = new Scoped<>(currentKey.require(), requireNamespace());
      current = known;
      keyVersion = currentKey.version();
      version++;
    }
    return known;
  }

  private N requireNamespace() {
    N present = namespace;
    if (present == null) {
      throw new IllegalStateException(
          "State of scope '" + scope + "' is used without a current namespace");
    }
    return present;
  }

  @Override
  public int hash() {
    return currentKey.hash() * 31 + require().namespace().hashCode();
  }

  @Override
  public long version() {
    require();
    return version;
  }

  @Override
  public Scoped<K, N> toKeep() {
    N kept = requireNamespace();
    return new Scoped<>(
        currentKey.toKeep(), namespaces.isImmutable() ? kept : namespaces.copy(kept));
  }

  @Override
  public EntryRows<Scoped<K, N>> rows() {
    return currentKey.rows(namespaces);
  }

  @Override
  public void writeRow(ByteOutput row, StateKind kind) {
    if (bytesVersion != version()) {
      writeBytes();
    }
    Rows.write(row, kind, currentKey.keyGroup(), bytes.array(), 0, bytes.size());
  }

  private void writeBytes() {
    bytes.reset();
    currentKey.writeSized(bytes);
    namespaces.write(requireNamespace(), bytes);
    bytesVersion = version;
  }

  @Override
  public StateSchema declared(StateSchema schema) {
    return schema.inScope(scope, namespaces);
  }

  @Override
  public void requireReadable(String operator, StateSchema saved, StateSchema declared) {
    saved.requireReadableIn(operator, declared, namespaces);
    saved.requireSameNamespaces(operator, declared);
  }
}
