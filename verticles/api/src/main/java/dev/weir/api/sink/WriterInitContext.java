package dev.weir.api.sink;

/** The place of a writer, which is that of the committer behind it too. */
public interface WriterInitContext extends CommitterInitContext {}
