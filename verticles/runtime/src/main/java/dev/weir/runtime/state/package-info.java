/** State as functions and operators reach it. */
@NullMarked
package dev.weir.runtime.state;

import org.jspecify.annotations.NullMarked;
