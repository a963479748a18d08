/** State as functions see it. */
@NullMarked
package dev.weir.runtime.state;

import org.jspecify.annotations.NullMarked;
