package dev.weir.state.spi;

/**
 * A file in checkpoint storage that cannot change any more.
 *
 * @param path relative to the storage root, with forward slashes
 * @param length in bytes
 * @param checksum CRC-32C of all of it
 */
public record SnapshotFile(String path, long length, int checksum) {}
