/** Watches card payments: a continuous job to look at, and to see fail and recover. */
@NullMarked
package dev.weir.examples.payments;

import org.jspecify.annotations.NullMarked;
