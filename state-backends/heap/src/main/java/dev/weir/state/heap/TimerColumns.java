package dev.weir.state.heap;

import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Keys and namespaces as they were put into pages.
 *
 * @param keys null if keys are held as objects
 */
record TimerColumns<K, N>(TimerShape shape, @Nullable Bits<K> keys) {

  static <K, N> TimerColumns<K, N> of(TypeSerializer<K> keys, TypeSerializer<N> namespaces) {
    TimerShape shape = TimerShape.of(keys, namespaces);
    return new TimerColumns<>(shape, shape.primitiveKeys() ? Bits.ofLayout(keys.layout()) : null);
  }

  @SuppressWarnings("unchecked") // keys come in as K alone
  K key(TimerPage page, int slot) {
    return keys != null ? keys.box().apply(page.second(slot)) : (K) page.key(slot);
  }

  int hash(TimerPage page, int slot, K key) {
    return keys != null ? KeyGroups.hash(key) : (int) (page.second(slot) >>> Integer.SIZE);
  }

  @SuppressWarnings("unchecked") // namespaces come in as N alone; without any, N has one instance
  N namespace(TimerPage page, int slot) {
    return (N) (shape.hasNamespace() ? page.namespace(slot) : VoidNamespace.INSTANCE);
  }
}
