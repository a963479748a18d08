/** What the commands have in common: options, exit codes, the wait for a job. */
@NullMarked
package dev.weir.examples.cli;

import org.jspecify.annotations.NullMarked;
