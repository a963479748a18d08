package dev.weir.state.spi;

/**
 * The portable format of keyed state, which every backend reads and writes.
 *
 * <p>Numbers are big-endian; {@code varint}, {@code string} are those of {@link ByteOutput} (seven
 * bits per byte, lowest first; a varint length followed by UTF-8).
 *
 * <pre>{@code
 * file    := head section*
 * head    := magic:8 bytes "WEIRKEYS"
 *            version:int               2; of version 1 is a file without scopes and timers
 *            length:int                bytes of the body
 *            body
 *            checksum:int              CRC-32C of all of the head before it
 * body    := keySchema:string count:varint state{count}
 * state   := name:string
 *            kind:byte                 0 value, 1 list, 2 map, 3 timers
 *            valueSchema:string        of the value, list element or map value; empty if kind is 3
 *            mapKeySchema:string       empty unless kind is 2
 *            scope:string              not in version 1; empty if under the key alone
 *            namespaceSchema:string    not in version 1; empty unless with a scope or of kind 3
 *
 * section := keyGroup:int chunk+       all that the file holds of one key group
 * chunk   := state:varint              index into the states of the head
 *            entries:varint            how many follow, at least 1
 *            length:varint             bytes of the entries
 *            entry{entries}
 * entry   := keyLength:varint entryKey valueLength:varint value
 *
 * entryKey := key                              under the key alone, and of kind 3
 *             keyLength:varint key namespace   in a scope
 *
 * value   := of kind 0: as the serialiser wrote it
 *            of kind 1: (elementLength:varint element)+      in the order of the list
 *            of kind 2: (keyLength:varint key valueLength:varint value)+
 *            of kind 3: time:long namespace
 * }</pre>
 *
 * <p>Offset, length and CRC-32C of a section stand in {@link CanonicalSnapshot.Section}, so a
 * section can be read alone; the checksum is compared before a byte of the section is interpreted.
 * A section is shorter than 2 GiB. A state may have several chunks in a section. The order of
 * chunks and entries means nothing. An entry key occurs at most once per state (of timers: an
 * entry), a map key at most once per map; an empty list or map has no entry. A key group without
 * state has no section.
 */
public final class CanonicalFormat {

  /** "WEIRKEYS" in ASCII. */
  static final long MAGIC = 0x574549524B455953L;

  static final int VERSION = 2;

  /** The one before scopes and timers; read, not written. */
  static final int VERSION_WITHOUT_SCOPES = 1;

  /** Magic, version and length. */
  static final int HEAD_PREFIX = 16;

  /** Where a chunk ends and the next begins: large enough to be cheap, small enough to buffer. */
  static final int CHUNK_BYTES = 32 * 1024;

  private CanonicalFormat() {}
}
