package dev.weir.runtime.storage;

import dev.weir.runtime.json.JsonValue;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Handles of keyed state within a manifest. A file is listed once; sections name it by index. */
final class KeyedSnapshotJson {

  private KeyedSnapshotJson() {}

  static JsonObject encode(KeyedSnapshot snapshot) {
    JsonObject json =
        new JsonObject()
            .put("firstKeyGroup", snapshot.keyGroups().first())
            .put("lastKeyGroup", snapshot.keyGroups().last())
            .put("newBytes", snapshot.newBytes());
    if (snapshot instanceof NativeSnapshot of) {
      JsonObject files = new JsonObject();
      of.filesByName().forEach((name, file) -> files.put(name, file(file)));
      return json.put("backend", of.backend()).put("files", files);
    }
    return json.put("canonical", sections((CanonicalSnapshot) snapshot));
  }

  static KeyedSnapshot decode(JsonValue json) {
    KeyGroupRange keyGroups =
        new KeyGroupRange(
            json.get("firstKeyGroup").smallAtLeast(0), json.get("lastKeyGroup").smallAtLeast(0));
    long newBytes = json.get("newBytes").number();
    Optional<JsonValue> canonical = json.optional("canonical");
    if (canonical.isPresent()) {
      return new CanonicalSnapshot(keyGroups, sections(canonical.get()), newBytes);
    }
    Map<String, SnapshotFile> files = new TreeMap<>();
    JsonValue byName = json.get("files");
    byName.names().forEach(name -> files.put(name, file(byName.get(name))));
    return new NativeSnapshot(json.get("backend").text(), keyGroups, files, newBytes);
  }

  private static JsonObject sections(CanonicalSnapshot snapshot) {
    Map<SnapshotFile, Integer> indexes = new LinkedHashMap<>();
    JsonArray sections = new JsonArray();
    for (CanonicalSnapshot.Section section : snapshot.sections()) {
      int index = indexes.computeIfAbsent(section.file(), file -> indexes.size());
      sections.add(
          new JsonArray()
              .add(section.keyGroup())
              .add(index)
              .add(section.offset())
              .add(section.length())
              .add(hex(section.checksum())));
    }
    JsonArray files = new JsonArray();
    indexes.keySet().forEach(file -> files.add(file(file)));
    return new JsonObject().put("files", files).put("sections", sections);
  }

  private static List<CanonicalSnapshot.Section> sections(JsonValue json) {
    List<SnapshotFile> files =
        json.get("files").elements().stream().map(KeyedSnapshotJson::file).toList();
    List<CanonicalSnapshot.Section> sections = new ArrayList<>();
    for (JsonValue element : json.get("sections").elements()) {
      List<JsonValue> section = element.elements(5);
      int index = section.get(1).smallAtLeast(0);
      if (index >= files.size()) {
        throw section.get(1).malformed("one of the %d files".formatted(files.size()));
      }
      sections.add(
          new CanonicalSnapshot.Section(
              section.get(0).smallAtLeast(0),
              files.get(index),
              section.get(2).atLeast(0),
              section.get(3).smallAtLeast(0),
              parseHex(section.get(4))));
    }
    return sections;
  }

  private static JsonObject file(SnapshotFile file) {
    return new JsonObject()
        .put("path", file.path())
        .put("length", file.length())
        .put("crc32c", hex(file.checksum()));
  }

  private static SnapshotFile file(JsonValue json) {
    return new SnapshotFile(
        json.get("path").text(), json.get("length").atLeast(0), parseHex(json.get("crc32c")));
  }

  private static String hex(int checksum) {
    return "%08x".formatted(checksum);
  }

  private static int parseHex(JsonValue hex) {
    try {
      return Integer.parseUnsignedInt(hex.text(), 16);
    } catch (NumberFormatException e) {
      throw hex.malformed("a checksum of 8 hexadecimal digits");
    }
  }
}
