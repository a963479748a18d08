/** Time of records: timers and watermarks. */
@NullMarked
package dev.weir.api.time;

import org.jspecify.annotations.NullMarked;
