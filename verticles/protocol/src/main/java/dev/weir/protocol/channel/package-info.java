/**
 * What a channel counts: sequence numbers, acknowledgements, credits. This is the data path: plain
 * mutable classes, one owner thread each, no allocation.
 */
@NullMarked
package dev.weir.protocol.channel;

import org.jspecify.annotations.NullMarked;
