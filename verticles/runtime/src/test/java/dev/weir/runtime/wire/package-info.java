@NullMarked
package dev.weir.runtime.wire;

import org.jspecify.annotations.NullMarked;
