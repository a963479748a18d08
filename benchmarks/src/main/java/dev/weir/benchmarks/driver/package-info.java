/** Runs engines in turn, each in a fresh JVM, and compares them. */
@NullMarked
package dev.weir.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
