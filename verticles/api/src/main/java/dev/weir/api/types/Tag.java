package dev.weir.api.types;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** The 29 bits that stand for a name in bytes; the low three bits are zero. */
final class Tag {

  private Tag() {}

  static int of(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue() & ~7;
  }

  /**
   * @throws InvalidTypesException if two of the names have the same tag
   */
  static int[] ofAll(List<String> names, String owner) {
    int[] tags = new int[names.size()];
    int size = 0;
    for (String name : names) {
      tags[size] = of(name);
      for (int i = 0; i < size; i++) {
        if (tags[i] == tags[size]) {
          throw new InvalidTypesException(
              "two names in " + owner + " have the same tag; rename '" + name + "'");
        }
      }
      size++;
    }
    return tags;
  }
}
