/**
 * Links: what coordinator, subtasks and enumerators on different nodes tell each other outside the
 * channels, numbered and acknowledged so that no loss goes unnoticed.
 */
@NullMarked
package dev.weir.runtime.link;

import org.jspecify.annotations.NullMarked;
