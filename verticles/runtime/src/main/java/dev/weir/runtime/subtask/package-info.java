/** Subtasks: one verticle each, running one chain of operators. */
@NullMarked
package dev.weir.runtime.subtask;

import org.jspecify.annotations.NullMarked;
