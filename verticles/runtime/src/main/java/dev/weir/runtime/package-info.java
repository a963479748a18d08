/** What runs a job: see {@code docs/ARCHITECTURE.md} for the way through the packages. */
@NullMarked
package dev.weir.runtime;

import org.jspecify.annotations.NullMarked;
