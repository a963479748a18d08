/** Which subtask runs on which node, and how many there are. */
@NullMarked
package dev.weir.protocol.placement;

import org.jspecify.annotations.NullMarked;
