/** What a checkpoint consists of. */
@NullMarked
package dev.weir.protocol.manifest;

import org.jspecify.annotations.NullMarked;
