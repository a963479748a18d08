/** The life of a job: its states, its attempts, when it is restarted. */
@NullMarked
package dev.weir.protocol.job;

import org.jspecify.annotations.NullMarked;
