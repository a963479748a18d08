/** When the next checkpoint is due. */
@NullMarked
package dev.weir.protocol.pacing;

import org.jspecify.annotations.NullMarked;
