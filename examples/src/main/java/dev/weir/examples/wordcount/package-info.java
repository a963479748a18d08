/** Counts the words of text files, exactly once. */
@NullMarked
package dev.weir.examples.wordcount;

import org.jspecify.annotations.NullMarked;
