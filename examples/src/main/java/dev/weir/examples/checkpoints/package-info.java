/** Shows and verifies what lies in a checkpoint directory. */
@NullMarked
package dev.weir.examples.checkpoints;

import org.jspecify.annotations.NullMarked;
