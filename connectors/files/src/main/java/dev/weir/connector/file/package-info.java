/** Files as input ({@link FileSource}) and as output, exactly once ({@link FileSink}). */
@NullMarked
package dev.weir.connector.file;

import org.jspecify.annotations.NullMarked;
