/**
 * Names and types of state: what a function gives to its runtime context to get a handle on state.
 */
@NullMarked
package dev.weir.api.state;

import org.jspecify.annotations.NullMarked;
