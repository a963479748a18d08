package dev.weir.state.heap;

import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.VoidNamespace;

/**
 * What a timer is made of: words, by which timers are ordered, then references.
 *
 * <pre>
 * keys        namespaces   words                    references
 * primitive   none         time, key                -
 * primitive   some         time, key, hash          namespace
 * objects     none         time, hash               key
 * objects     some         time, hashes of both     key, namespace
 * </pre>
 *
 * @param primitiveKeys whether a key is its bits
 */
record TimerShape(boolean primitiveKeys, boolean hasNamespace) {

  static TimerShape of(TypeSerializer<?> keys, TypeSerializer<?> namespaces) {
    boolean hasNamespace = namespaces != VoidNamespace.SERIALIZER;
    return new TimerShape(Bits.identifyKeys(keys.layout()), hasNamespace);
  }

  int words() {
    return primitiveKeys && hasNamespace ? 3 : 2;
  }

  int references() {
    return (primitiveKeys ? 0 : 1) + (hasNamespace ? 1 : 0);
  }
}
