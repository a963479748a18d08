/** One job on several nodes; {@code docs/cluster.md} says who decides what. */
@NullMarked
package dev.weir.runtime.cluster;

import org.jspecify.annotations.NullMarked;
