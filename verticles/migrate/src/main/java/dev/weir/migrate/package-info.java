/**
 * Programs that were written for Flink, made programs for Weir by other imports.
 *
 * <p>{@link dev.weir.migrate.MigrateCommand} is the command, {@link dev.weir.migrate.Migration}
 * what it does: {@link dev.weir.migrate.SourceNames} finds the names of Flink in a source file,
 * {@link dev.weir.migrate.Counterparts} tells what they are called in Weir, or what to do instead.
 */
@NullMarked
package dev.weir.migrate;

import org.jspecify.annotations.NullMarked;
