/** Checkpoint storage in a directory: of one machine, or of all through a shared file system. */
@NullMarked
package dev.weir.storage.file;

import org.jspecify.annotations.NullMarked;
