/** The checkpoint log and manifests, as they lie in checkpoint storage. */
@NullMarked
package dev.weir.runtime.storage;

import org.jspecify.annotations.NullMarked;
