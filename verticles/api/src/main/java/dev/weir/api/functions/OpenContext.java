package dev.weir.api.functions;

/** What is known when a function is opened. Holds nothing yet; methods may be added. */
public interface OpenContext {}
