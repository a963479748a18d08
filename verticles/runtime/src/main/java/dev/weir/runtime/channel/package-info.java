/**
 * What passes between subtasks: frames of records, barriers, end of input, and the credits that
 * bound them. Everything here is touched by the thread of one subtask only; a {@link
 * dev.weir.runtime.channel.Frame} changes owner when it is sent.
 */
@NullMarked
package dev.weir.runtime.channel;

import org.jspecify.annotations.NullMarked;
