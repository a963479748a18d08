/**
 * What the coordinator of a job does with checkpoints, from the trigger to the removal of files.
 */
@NullMarked
package dev.weir.protocol.coordinator;

import org.jspecify.annotations.NullMarked;
