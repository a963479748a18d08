package dev.weir.runtime.channel;

import dev.weir.api.source.SourceEvent;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;

/**
 * Events between enumerators and readers as bytes: the name of the class, then what {@link
 * TypeInformation#of(Class)} makes of it. Events are rare, so the serialiser is made anew for each.
 */
public final class SourceEvents {

  private SourceEvents() {}

  public static void write(SourceEvent event, ByteOutput out) {
    out.writeString(event.getClass().getName());
    write(event.getClass(), event, out);
  }

  private static <E extends SourceEvent> void write(
      Class<E> type, SourceEvent event, ByteOutput out) {
    serializer(type).write(type.cast(event), out);
  }

  /**
   * @throws CorruptStateException if the bytes are no event
   */
  public static SourceEvent read(ByteInput in) {
    return serializer(eventClass(in.readString())).read(in);
  }

  private static <E extends SourceEvent> TypeSerializer<E> serializer(Class<E> type) {
    return TypeInformation.of(type).createWireSerializer();
  }

  /** Nothing of the class runs before it is known to be an event. */
  private static Class<? extends SourceEvent> eventClass(String name) {
    try {
      return Class.forName(name, false, SourceEvent.class.getClassLoader())
          .asSubclass(SourceEvent.class);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CorruptStateException("there is no class of source events named " + name, e);
    } catch (ClassCastException e) {
      throw new CorruptStateException(name + " is no class of source events", e);
    }
  }
}
