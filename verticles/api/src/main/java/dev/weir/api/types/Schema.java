package dev.weir.api.types;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a format, taken apart: {@code record Payment{card: string, items: list<long>}} is a
 * head, a kind of bracket, and parts which may have labels.
 */
record Schema(String head, char bracket, List<Part> parts) {

  private static final char NONE = ' ';

  /** Something within the brackets. */
  record Part(String label, Schema schema) {

    /** What the part is found by: its label, or else its own name without the kind. */
    String name() {
      return label.isEmpty() ? schema.head.substring(schema.head.indexOf(' ') + 1) : label;
    }
  }

  /** Whether bytes of one schema can be read as another. */
  static boolean canRead(String written, String current) {
    if (written.equals(current)) {
      return true;
    }
    Schema old = new Parser(written).parseAll();
    Schema now = new Parser(current).parseAll();
    return old != null && now != null && now.reads(old);
  }

  private boolean reads(Schema old) {
    if (bracket != old.bracket) {
      return false;
    }
    return switch (bracket) {
      case '{' -> readsByName(old);
      case '<' -> head.equals(old.head) && readsAll(old);
      default -> equals(old);
    };
  }

  private boolean readsAll(Schema old) {
    if (parts.size() != old.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).schema.reads(old.parts.get(i).schema)) {
        return false;
      }
    }
    return true;
  }

  private boolean readsByName(Schema old) {
    if (!family().equals(old.family())) {
      return false;
    }
    return old.parts.stream().allMatch(this::readsPart);
  }

  private boolean readsPart(Part old) {
    Part same = partCalled(old.name());
    if (same != null) {
      return same.schema.reads(old.schema);
    }
    boolean fieldsMayGo = family().equals("struct");
    return fieldsMayGo && parts.stream().noneMatch(p -> Tag.of(p.name()) == Tag.of(old.name()));
  }

  private @Nullable Part partCalled(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * Records, tuples and POJOs with the same fields have the same bytes; their names do not matter.
   */
  private String family() {
    String word = head.substring(0, Math.max(0, head.indexOf(' ')));
    return switch (head.equals("tuple") ? head : word) {
      case "record", "pojo", "tuple" -> "struct";
      default -> word;
    };
  }

  /** Reads the text from left to right; null where it is no schema. */
  private static final class Parser {

    private static final int MAX_DEPTH = 200;

    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    @Nullable Schema parseAll() {
      Schema schema = parse(0);
      return at == text.length() ? schema : null;
    }

    private @Nullable Schema parse(int depth) {
      String head = word();
      char open = peek();
      if (open != '{' && open != '(' && open != '<') {
        return new Schema(head, NONE, List.of());
      }
      List<Part> parts = depth < MAX_DEPTH ? parts(closing(open), depth) : null;
      return parts == null ? null : new Schema(head, open, parts);
    }

    private @Nullable List<Part> parts(char close, int depth) {
      List<Part> parts = new ArrayList<>();
      at++;
      while (peek() != close) {
        Schema first = parse(depth + 1);
        boolean labelled = first != null && peek() == ':';
        at += labelled ? 1 : 0;
        Schema schema = labelled ? parse(depth + 1) : first;
        if (first == null || schema == null || (peek() != ',' && peek() != close)) {
          return null;
        }
        parts.add(new Part(labelled ? first.head : "", schema));
        at += peek() == ',' ? 1 : 0;
      }
      at++;
      return parts;
    }

    private String word() {
      int start = at;
      while (at < text.length() && "{}()<>,:".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at).strip();
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : NONE;
    }

    private static char closing(char open) {
      return open == '{' ? '}' : open == '(' ? ')' : '>';
    }
  }
}
