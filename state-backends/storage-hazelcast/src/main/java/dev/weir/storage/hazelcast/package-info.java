/**
 * Checkpoints in the memory of the cluster: replicated maps of Hazelcast. For clusters without a
 * common file system; {@code docs/wire.md} says what it does not survive.
 */
@NullMarked
package dev.weir.storage.hazelcast;

import org.jspecify.annotations.NullMarked;
