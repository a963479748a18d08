/** Tests of timers and watermarks of single operators and subtasks. */
@NullMarked
package dev.weir.runtime.time;

import org.jspecify.annotations.NullMarked;
