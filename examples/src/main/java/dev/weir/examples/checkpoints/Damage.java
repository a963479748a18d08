package dev.weir.examples.checkpoints;

/**
 * Something that is not as it was written.
 *
 * @param file relative to the root
 * @param what was found, and what was expected
 */
record Damage(String file, String what) {}
