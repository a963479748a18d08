/** State as user functions see it: the handles that a runtime context gives out. */
@NullMarked
package dev.weir.state;

import org.jspecify.annotations.NullMarked;
