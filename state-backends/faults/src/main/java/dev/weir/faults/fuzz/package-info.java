/** Inputs that nobody wrote, for whatever reads bytes that it did not write itself. */
@NullMarked
package dev.weir.faults.fuzz;

import org.jspecify.annotations.NullMarked;
