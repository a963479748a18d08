package dev.weir.examples.wordcount;

/** How often a word has come so far. */
public record WordCount(String word, long count) {}
