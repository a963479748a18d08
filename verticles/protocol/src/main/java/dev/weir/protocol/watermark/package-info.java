/** How the watermarks of several senders become one. Pure: no clock, no thread, no I/O. */
@NullMarked
package dev.weir.protocol.watermark;

import org.jspecify.annotations.NullMarked;
