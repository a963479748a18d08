/** Which node coordinates a job. A hint for liveness; safety rests on the checkpoint log alone. */
@NullMarked
package dev.weir.protocol.succession;

import org.jspecify.annotations.NullMarked;
