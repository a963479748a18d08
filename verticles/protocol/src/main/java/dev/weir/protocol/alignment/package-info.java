/** When a subtask takes its snapshot: what it does with barriers that come by several channels. */
@NullMarked
package dev.weir.protocol.alignment;

import org.jspecify.annotations.NullMarked;
