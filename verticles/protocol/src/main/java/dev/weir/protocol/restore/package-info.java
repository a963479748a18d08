/** Which subtask restores what. */
@NullMarked
package dev.weir.protocol.restore;

import org.jspecify.annotations.NullMarked;
