/** Jobs as their owners see them: submit, watch, cancel. */
@NullMarked
package dev.weir.runtime.job;

import org.jspecify.annotations.NullMarked;
