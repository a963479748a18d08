package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The current key and the current namespace of a scope; their bytes are made once for each. */
final class ScopedKey<K, N> implements RowKey {

  private final CurrentKey<K> currentKey;
  private final String scope;
  private final TypeSerializer<N> namespaces;
  private final ByteOutput bytes = new ByteOutput();
  private @Nullable N namespace;
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
      bytesVersion = 0;
    }
  }

  @Override
  public void writeRow(ByteOutput row, StateKind kind) {
    currentKey.require();
    if (bytesVersion != currentKey.version()) {
      writeBytes();
    }
    Rows.write(row, kind, currentKey.keyGroup(), bytes.array(), 0, bytes.size());
  }

  private void writeBytes() {
    N present = namespace;
    if (present == null) {
      throw new IllegalStateException(
          "State of scope '" + scope + "' is used without a current namespace");
    }
    bytes.reset();
    currentKey.writeSized(bytes);
    namespaces.write(present, bytes);
    bytesVersion = currentKey.version();
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
