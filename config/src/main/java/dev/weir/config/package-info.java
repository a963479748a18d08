/**
 * What can be set. {@link dev.weir.config.Configuration} collects text values from {@code
 * reference.yaml}, a file, the environment, the command line and the program, and knows where each
 * came from; {@link dev.weir.config.WeirOptions} makes typed and checked records of them.
 */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
