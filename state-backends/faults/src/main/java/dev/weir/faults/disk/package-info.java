/**
 * A file system for tests that numbers every change made to it, fails at any of them, and shows
 * what a crash at any of them leaves behind.
 */
@NullMarked
package dev.weir.faults.disk;

import org.jspecify.annotations.NullMarked;
