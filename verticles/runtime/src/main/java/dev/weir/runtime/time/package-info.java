/** Event time and processing time of a subtask: watermarks, timestamps and timers. */
@NullMarked
package dev.weir.runtime.time;

import org.jspecify.annotations.NullMarked;
