@NullMarked
package dev.weir.runtime.views;

import org.jspecify.annotations.NullMarked;
