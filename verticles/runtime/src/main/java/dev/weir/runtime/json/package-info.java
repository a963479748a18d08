/** JSON that somebody else wrote, read strictly. */
@NullMarked
package dev.weir.runtime.json;

import org.jspecify.annotations.NullMarked;
