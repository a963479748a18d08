package dev.weir.state.heap;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.CanonicalHeader;
import dev.weir.state.spi.CanonicalReader;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads snapshots into what nobody has claimed yet. */
final class HeapRestore<K> implements CanonicalReader.Visitor {

  private final KeyedStateContext<K> context;
  private final Map<StateSchema, UnclaimedState> states = new LinkedHashMap<>();
  private String keySchema = "";

  private HeapRestore(KeyedStateContext<K> context) {
    this.context = context;
  }

  static <K> List<UnclaimedState> read(KeyedStateContext<K> context) throws IOException {
    HeapRestore<K> restore = new HeapRestore<>(context);
    CanonicalReader reader = new CanonicalReader(context.storage());
    for (KeyedSnapshot snapshot : context.restore()) {
      reader.read(restore.canonical(snapshot), context.keyGroups(), restore);
    }
    return List.copyOf(restore.states.values());
  }

  @Override
  public void file(CanonicalHeader header) {
    StateSchema.requireReadableKey(context.operator(), context.keySerializer(), header.keySchema());
    keySchema = header.keySchema();
  }

  @Override
  public void chunk(int keyGroup, StateSchema state, CanonicalChunk chunk) {
    states
        .computeIfAbsent(state, schema -> new UnclaimedState(schema, new HashMap<>()))
        .chunks()
        .computeIfAbsent(keyGroup - context.keyGroups().first(), group -> new ArrayList<>())
        .add(withPresentKeys(state, chunk));
  }

  /** State is written under one key schema, so keys of an older one are written anew. */
  private CanonicalChunk withPresentKeys(StateSchema state, CanonicalChunk chunk) {
    TypeSerializer<K> keys = context.keySerializer();
    if (keySchema.equals(keys.schema())) {
      return chunk.compact();
    }
    ByteOutput out = new ByteOutput(chunk.length());
    ByteOutput scoped = new ByteOutput();
    chunk.forEach(
        (key, value) -> {
          if (state.isNamespaced()) {
            scoped.reset();
            scoped.writeSized(keys, key.readSized(keys));
            scoped.writeBytes(key.array(), key.position(), key.remaining());
            out.writeVarInt(scoped.size());
            out.writeBytes(scoped.array(), 0, scoped.size());
          } else {
            out.writeSized(keys, keys.read(key));
          }
          copySized(value, out);
        });
    return new CanonicalChunk(chunk.entries(), out.toByteArray(), 0, out.size());
  }

  private static void copySized(ByteInput in, ByteOutput out) {
    out.writeVarInt(in.remaining());
    out.writeBytes(in.array(), in.position(), in.remaining());
  }

  private CanonicalSnapshot canonical(KeyedSnapshot snapshot) {
    if (snapshot instanceof CanonicalSnapshot canonical) {
      return canonical;
    }
    String backend = snapshot instanceof NativeSnapshot other ? other.backend() : "another";
    throw new IncompatibleStateException(
        String.format(
            "The state of operator '%s' was written by the state backend '%s' in its own form, which"
                + " '%s' cannot read; take a savepoint with '%s', it is portable",
            context.operator(), backend, HashMapStateBackend.NAME, backend));
  }
}
