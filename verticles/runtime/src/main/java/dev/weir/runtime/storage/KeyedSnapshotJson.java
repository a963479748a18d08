package dev.weir.runtime.storage;

import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CorruptStateException;
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

  static KeyedSnapshot decode(JsonObject json) {
    KeyGroupRange keyGroups =
        new KeyGroupRange(json.getInteger("firstKeyGroup"), json.getInteger("lastKeyGroup"));
    long newBytes = json.getLong("newBytes");
    if (json.containsKey("canonical")) {
      return new CanonicalSnapshot(keyGroups, sections(json.getJsonObject("canonical")), newBytes);
    }
    Map<String, SnapshotFile> files = new TreeMap<>();
    JsonObject filesJson = json.getJsonObject("files");
    filesJson.fieldNames().forEach(name -> files.put(name, file(filesJson.getJsonObject(name))));
    return new NativeSnapshot(json.getString("backend"), keyGroups, files, newBytes);
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

  private static List<CanonicalSnapshot.Section> sections(JsonObject json) {
    List<SnapshotFile> files = new ArrayList<>();
    json.getJsonArray("files").forEach(file -> files.add(file((JsonObject) file)));
    List<CanonicalSnapshot.Section> sections = new ArrayList<>();
    for (Object element : json.getJsonArray("sections")) {
      JsonArray section = (JsonArray) element;
      int index = section.getInteger(1);
      if (index < 0 || index >= files.size()) {
        throw new CorruptStateException(
            "a section names file " + index + " of " + files.size() + " files");
      }
      sections.add(
          new CanonicalSnapshot.Section(
              section.getInteger(0),
              files.get(index),
              section.getLong(2),
              section.getInteger(3),
              parseHex(section.getString(4))));
    }
    return sections;
  }

  private static JsonObject file(SnapshotFile file) {
    return new JsonObject()
        .put("path", file.path())
        .put("length", file.length())
        .put("crc32c", hex(file.checksum()));
  }

  private static SnapshotFile file(JsonObject json) {
    return new SnapshotFile(
        json.getString("path"), json.getLong("length"), parseHex(json.getString("crc32c")));
  }

  private static String hex(int checksum) {
    return "%08x".formatted(checksum);
  }

  private static int parseHex(String hex) {
    return Integer.parseUnsignedInt(hex, 16);
  }
}
