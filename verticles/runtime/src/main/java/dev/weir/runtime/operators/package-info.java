/** Operators: what a subtask does with a record. */
@NullMarked
package dev.weir.runtime.operators;

import org.jspecify.annotations.NullMarked;
