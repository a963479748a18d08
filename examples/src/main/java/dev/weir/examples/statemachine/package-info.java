/** A state machine for each key. */
@NullMarked
package dev.weir.examples.statemachine;

import org.jspecify.annotations.NullMarked;
