/**
 * The checkpoint log, which alone says what checkpoints exist, and where everything lies in
 * storage.
 */
@NullMarked
package dev.weir.protocol.log;

import org.jspecify.annotations.NullMarked;
