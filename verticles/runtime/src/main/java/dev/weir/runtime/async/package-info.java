/** What is kept of records while their asynchronous results are awaited. */
@NullMarked
package dev.weir.runtime.async;

import org.jspecify.annotations.NullMarked;
