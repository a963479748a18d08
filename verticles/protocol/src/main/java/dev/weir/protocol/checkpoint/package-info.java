/**
 * The words of a checkpoint that all parts share: barrier, kind, acknowledgement, failure reason.
 */
@NullMarked
package dev.weir.protocol.checkpoint;

import org.jspecify.annotations.NullMarked;
