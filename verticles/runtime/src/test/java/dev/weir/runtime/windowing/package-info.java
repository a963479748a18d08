/** Windows against their semantics, and against a naive model. */
@NullMarked
package dev.weir.runtime.windowing;

import org.jspecify.annotations.NullMarked;
