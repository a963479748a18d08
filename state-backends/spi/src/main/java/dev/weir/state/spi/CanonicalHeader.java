package dev.weir.state.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * The head of a file of {@linkplain CanonicalFormat canonical} keyed state.
 *
 * @param keySchema {@link TypeSerializer#schema} of the keys
 * @param states what the chunks refer to by index. A name may occur more than once if parts of the
 *     state were carried over from a snapshot with another schema and never read since
 */
public record CanonicalHeader(String keySchema, List<StateSchema> states) {

  public CanonicalHeader {
    states = List.copyOf(states);
  }

  void write(ByteOutput out) {
    out.writeString(keySchema);
    out.writeVarInt(states.size());
    for (StateSchema state : states) {
      out.writeString(state.name());
      out.writeByte(state.kind().code());
      out.writeString(state.valueSchema());
      out.writeString(state.mapKeySchema());
      out.writeString(state.scope());
      out.writeString(state.namespaceSchema());
    }
  }

  static CanonicalHeader read(ByteInput in, int version) {
    String keySchema = in.readString();
    int count = in.readLength();
    List<StateSchema> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      states.add(readState(in, version));
    }
    if (in.remaining() != 0) {
      throw new CorruptStateException(in.remaining() + " bytes too many in the header");
    }
    return new CanonicalHeader(keySchema, states);
  }

  private static StateSchema readState(ByteInput in, int version) {
    String name = in.readString();
    StateKind kind = StateKind.ofCode(in.readByte());
    String valueSchema = in.readString();
    String mapKeySchema = in.readString();
    boolean hasScopes = version > CanonicalFormat.VERSION_WITHOUT_SCOPES;
    String scope = hasScopes ? in.readString() : "";
    String namespaceSchema = hasScopes ? in.readString() : "";
    if (!StateSchema.isSound(kind, valueSchema, mapKeySchema, scope, namespaceSchema)) {
      throw new CorruptStateException("state '" + name + "' is no sound " + kind);
    }
    return new StateSchema(name, kind, valueSchema, mapKeySchema, scope, namespaceSchema);
  }
}
