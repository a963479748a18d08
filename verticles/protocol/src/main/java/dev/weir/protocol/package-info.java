/**
 * What decides, as values: {@code (state, event, now) -> (state, effects)}. No clock, no random, no
 * I/O, no thread. A state is a record, an event is a method, an effect is a value with a handler.
 */
@NullMarked
package dev.weir.protocol;

import org.jspecify.annotations.NullMarked;
